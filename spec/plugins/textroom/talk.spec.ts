// The rooms over a data channel whose other end is the spec.
import { type Observable, Subject } from 'rxjs';
import { type TextRoomTalk, textRoomTalk$ } from 'rxjs-janus/textroom';
import { anError } from '../../support/marbles.js';
import { type Watched, watch } from '../../support/watch.js';

interface Sent extends Readonly<Record<string, unknown>> {
  readonly textroom: string;
  readonly transaction: string;
}

interface Channel {
  readonly text: Subject<string>;
  readonly sent: Sent[];
  readonly talk: TextRoomTalk;
  readonly lease: Watched<TextRoomTalk>;
  follow<T>(source$: Observable<T>): Watched<T>;
  push(frame: object): void;
  /** To the newest request. */
  answer(data?: object): void;
}

const open = async (): Promise<Channel> => {
  const text = new Subject<string>();
  const sent: Sent[] = [];
  const lease = watch(textRoomTalk$({ text$: text, send: (one) => sent.push(JSON.parse(one) as Sent) }));
  const push = (frame: object): void => text.next(JSON.stringify(frame));
  return {
    text,
    sent,
    talk: await lease.value(),
    lease,
    follow: watch,
    push,
    answer: (data) => push({ textroom: 'success', transaction: sent.at(-1)?.transaction, ...data }),
  };
};

const inside = async (): Promise<Channel> => {
  const channel = await open();
  watch(channel.talk.request$('join', { room: 7, username: 'ada' }));
  channel.push({ textroom: 'join', room: 7, username: 'ada' });
  channel.answer({ participants: [{ username: 'bob' }] });
  return channel;
};

const names = (all: readonly { readonly username: string }[]): string =>
  all.map(({ username }) => username).join(' ');

describe('the rooms over a data channel', () => {
  it('sends once per subscription, and emits the answer of its own transaction', async () => {
    const { talk, sent, push, answer } = await open();
    const list$ = talk.request$('list', {});
    expect(sent).toEqual([]);
    const [first, second] = [watch(list$), watch(list$)];
    expect(sent.map(({ textroom }) => textroom)).toEqual(['list', 'list']);
    expect(new Set(sent.map(({ transaction }) => transaction)).size).toBe(2);
    push({ textroom: 'success', transaction: 'somebody’s', list: [] });
    expect([first.values, second.values]).toEqual([[], []]);
    answer({ list: [] });
    expect([first.values, second.values]).toEqual([[], [expect.objectContaining({ list: [] })]]);
    expect([first.completed, second.completed]).toEqual([false, true]);
  });

  it('errors with the name of a refusal, and with none of what was sent', async () => {
    const { talk, answer } = await open();
    const joining = watch(talk.request$('join', { room: 7, username: 'ada', pin: 'a-pin-to-hide' }));
    answer({ textroom: 'error', error_code: 419, error: 'Unauthorized (wrong pin)' });
    expect(joining.error).toEqual(
      anError('plugin', {
        code: 419,
        codeName: 'UNAUTHORIZED',
        verb: 'join',
        plugin: 'janus.plugin.textroom',
      }),
    );
    expect(`${String(joining.error)} ${JSON.stringify(joining.error)}`).not.toContain('to-hide');
  });

  it('waits for no answer that is not asked for', async () => {
    const { talk, sent } = await open();
    const saying = watch(talk.request$('message', { room: 7, text: 'hi', ack: false }));
    expect([saying.values, saying.completed, sent.length]).toEqual([[], true, 1]);
  });

  it('tells who is in a room, who comes and who goes, to late subscribers too', async () => {
    const { talk, push, follow } = await inside();
    const [everybody, changes] = [follow(talk.participants$(7)), follow(talk.membership$(7))];
    push({ textroom: 'join', room: 7, username: 'cid' });
    push({ textroom: 'leave', room: 7, username: 'bob' });
    push({ textroom: 'leave', room: 7, username: 'bob' });
    expect(everybody.values.map(names)).toEqual(['ada bob', 'ada bob cid', 'ada cid']);
    expect(changes.values.map(({ kind, participant }) => `${kind} ${participant.username}`)).toEqual([
      'joined cid',
      'left bob',
    ]);
    expect(names(await follow(talk.participants$(7)).value())).toBe('ada cid');
    expect(await follow(talk.participants$(8)).value()).toEqual([]);
  });

  it('tells the state before the answer, and the answer before what is made of it', async () => {
    const { talk, answer, follow } = await open();
    const seen: string[] = [];
    talk.participants$(7).subscribe((all) => seen.push(names(all)));
    talk.request$('join', { room: 7, username: 'ada' }).subscribe(() => seen.push('answered'));
    answer({ participants: [] });
    expect(seen).toEqual(['', 'ada', 'answered']);
    expect(follow(talk.frame$).values).toEqual([]);
  });

  it('tells what is said, by others and by the room', async () => {
    const { talk, push, text, follow } = await inside();
    const [said, frames] = [follow(talk.message$), follow(talk.frame$)];
    push({ textroom: 'message', room: 7, from: 'bob', text: 'hi', date: 'd' });
    push({ textroom: 'announcement', room: 7, text: 'hear ye', date: 'd' });
    text.next('no JSON');
    expect(said.values.map(({ from, text: words }) => [from, words])).toEqual([
      ['bob', 'hi'],
      [undefined, 'hear ye'],
    ]);
    expect(frames.values.map(({ kind }) => kind)).toEqual(['message', 'announcement', 'unknown']);
  });

  const broken = new Error('broken');
  const ends: Readonly<Record<string, readonly [(channel: Channel) => void, error: unknown]>> = {
    closes: [({ text }) => text.complete(), undefined],
    breaks: [({ text }) => text.error(broken), broken],
    'is not used any more': [({ lease }) => lease.unsubscribe(), undefined],
  };

  it.each(Object.entries(ends))('ends all when the channel %s', async (_, [end, error]) => {
    const channel = await inside();
    const { talk, lease, follow } = channel;
    const heard = [follow(talk.frame$), follow(talk.participants$(7)), follow(talk.membership$(7))];
    const waiting = follow(talk.request$('leave', { room: 7 }));
    end(channel);
    expect(waiting.error).toEqual(anError('request-in-doubt', { verb: 'leave' }));
    for (const one of heard) expect([one.completed, one.error]).toEqual([error === undefined, error]);
    expect(lease.error).toBe(error);
    expect(channel.text.observed).toBe(false);
    const sent = channel.sent.length;
    expect(follow(talk.request$('list', {})).error).toEqual(anError('request-in-doubt'));
    expect(channel.sent).toHaveLength(sent);
  });

  it('errors with what the channel throws', async () => {
    const thrown = new Error('not open');
    const throwing = (): void => {
      throw thrown;
    };
    const talk = await watch(textRoomTalk$({ text$: new Subject(), send: throwing })).value();
    expect(watch(talk.request$('list', {})).error).toBe(thrown);
  });
});
