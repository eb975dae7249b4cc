import {
  BehaviorSubject,
  Observable,
  Subject,
  type Subscriber,
  distinctUntilChanged,
  filter,
  map,
} from 'rxjs';
import { PluginError, RequestInDoubtError } from '../../errors/request-errors.js';
import { transactionIds } from '../../protocol/ids.js';
import { membership } from '../common/membership.js';
import type { RoomId } from '../common/room-fields.js';
import { TEXTROOM } from './errors.js';
import { type TextRoomFrame, type TextRoomMessage, textRoomFrame, toTextRoomFrame } from './frame.js';
import type { TextRoomMembership } from './membership.js';
import { NOBODY, type TextRoomParticipants } from './participants.js';
import type { TextRoomMessageFields } from './requests.js';
import { type TextRooms, foldTextRooms } from './rooms.js';
import type { TextRoomChannelVerbs } from './verbs.js';

/** What a data channel has to do. */
export interface TextRoomChannel {
  /** Hot: the texts that come. Completes when the channel closes. */
  readonly text$: Observable<string>;
  /** Sends a text. */
  send(text: string): void;
}

/** The rooms over a data channel. A drop of the API's line is nothing to it. */
export interface TextRoomTalk {
  /** Hot: all that comes. Completes and errors as the channel does. */
  readonly frame$: Observable<TextRoomFrame>;
  /** Hot: what is said in the rooms, by announcements too; first what a room has kept. Completes and errors as the channel does. */
  readonly message$: Observable<TextRoomMessage>;
  /**
   * Replays the newest: everybody in a room, ourselves too; nobody while we are not in it. Completes and errors as the
   * channel does.
   *
   * @param room - The room.
   */
  participants$(room: RoomId): Observable<TextRoomParticipants>;
  /**
   * Emits each who comes to be in `participants$` or goes from it. Begins with the first difference after the
   * subscription. Completes and errors as the channel does.
   *
   * @param room - The room.
   */
  membership$(room: RoomId): Observable<TextRoomMembership>;
  /**
   * Sends a request. Cold: emits the answer once and completes; a message with `ack: false` completes without. Errors with
   * {@link PluginError}, and with {@link RequestInDoubtError} when the channel closes first, or has closed. It knows no deadline.
   *
   * @param verb - The verb.
   * @param fields - The other fields.
   */
  request$<K extends keyof TextRoomChannelVerbs>(
    verb: K,
    fields: TextRoomChannelVerbs[K]['fields'],
  ): Observable<TextRoomChannelVerbs[K]['reply']>;
}

/**
 * The rooms over an open data channel. Cold: reads the channel while it is subscribed to, emits once, completes and errors
 * as the channel does.
 *
 * @param channel - The data channel of a PeerConnection that `setup$` and `answer$` made.
 * @example
 * ```ts
 * import { fromEvent, map, switchMap, takeUntil } from 'rxjs';
 * import { textRoomTalk$ } from 'rxjs-janus/textroom';
 *
 * declare const channel: RTCDataChannel; // open
 *
 * const joined$ = textRoomTalk$({
 *   text$: fromEvent<MessageEvent<string>>(channel, 'message').pipe(
 *     map(({ data }) => data),
 *     takeUntil(fromEvent(channel, 'close')),
 *   ),
 *   send: (text) => channel.send(text),
 * }).pipe(switchMap((talk) => talk.request$('join', { room: 1234, username: 'ada' })));
 * ```
 * @see https://janus.conf.meetecho.com/docs/textroom.html
 */
export const textRoomTalk$ = (channel: TextRoomChannel): Observable<TextRoomTalk> =>
  new Observable((subscriber) => {
    const talk = new Talk(channel);
    // First who uses it, then what comes.
    subscriber.next(talk);
    subscriber.add(() => talk.end());
    subscriber.add(
      channel.text$.subscribe({
        next: (text) => talk.receive(text),
        error: (error: unknown) => {
          talk.end(() => error);
          subscriber.error(error);
        },
        complete: () => subscriber.complete(),
      }),
    );
  });

interface Call {
  readonly verb: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly subscriber: Subscriber<unknown>;
}

class Talk implements TextRoomTalk {
  readonly #channel: TextRoomChannel;
  readonly #frame = new Subject<TextRoomFrame>();
  readonly #rooms = new BehaviorSubject<TextRooms>(new Map());
  readonly #calls = new Map<string, Call>();
  readonly #nextId = transactionIds();
  #ended = false;

  constructor(channel: TextRoomChannel) {
    this.#channel = channel;
  }

  get frame$(): Observable<TextRoomFrame> {
    return this.#frame.asObservable();
  }

  get message$(): Observable<TextRoomMessage> {
    return this.#frame.pipe(filter((frame) => 'text' in frame));
  }

  participants$(room: RoomId): Observable<TextRoomParticipants> {
    return this.#rooms.pipe(
      map((rooms) => rooms.get(room)?.participants ?? NOBODY),
      distinctUntilChanged(),
    );
  }

  membership$(room: RoomId): Observable<TextRoomMembership> {
    return this.participants$(room).pipe(membership('username'));
  }

  request$<K extends keyof TextRoomChannelVerbs>(
    verb: K,
    fields: TextRoomChannelVerbs[K]['fields'],
  ): Observable<TextRoomChannelVerbs[K]['reply']> {
    return new Observable((subscriber) => {
      if (this.#ended) return this.#doubt(verb, subscriber);
      const transaction = this.#nextId();
      this.#calls.set(transaction, { verb, fields: { ...fields }, subscriber });
      subscriber.add(() => this.#calls.delete(transaction));
      this.#channel.send(textRoomFrame(verb, transaction, fields));
      if ((fields as TextRoomMessageFields).ack === false) subscriber.complete();
    });
  }

  receive(text: string): void {
    const frame = toTextRoomFrame(text);
    const transaction = 'transaction' in frame ? frame.transaction : undefined;
    const call = this.#calls.get(transaction ?? '');
    const before = this.#rooms.value;
    const rooms = foldTextRooms(before, { ...call, frame });
    if (rooms !== before) this.#rooms.next(rooms);
    this.#frame.next(frame);
    if (call) settle(call, frame);
  }

  /** Ends what is listened to; what waits for an answer is in doubt. */
  end(error?: () => unknown): void {
    this.#ended = true;
    for (const { verb, subscriber } of [...this.#calls.values()]) this.#doubt(verb, subscriber);
    for (const told of [this.#rooms, this.#frame])
      if (error) told.error(error());
      else told.complete();
  }

  #doubt(verb: string, subscriber: Subscriber<unknown>): void {
    subscriber.error(new RequestInDoubtError({ verb, acked: false }));
  }
}

const settle = ({ verb, subscriber }: Call, frame: TextRoomFrame): void => {
  if (frame.kind === 'refused') {
    const { code, codeName, reason } = frame;
    subscriber.error(new PluginError({ code, codeName, reason, verb, plugin: TEXTROOM }));
  } else if (frame.kind === 'answered') {
    subscriber.next(frame.data);
    subscriber.complete();
  }
};
