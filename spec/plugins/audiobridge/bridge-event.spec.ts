import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent } from 'rxjs-janus';
import { type BridgeEvent } from 'rxjs-janus/audiobridge';
import { readBridgeEvent } from '../../../src/plugins/audiobridge/bridge-event.js';

const toBridgeEvent = (event: HandleEvent) => toldBy(event, readBridgeEvent);

type Data = Readonly<Record<string, unknown>>;

const said = (data: Data, transaction?: string): HandleEvent => ({
  kind: 'plugin',
  data: { audiobridge: 'event', room: 7, ...data },
  jsep: undefined,
  transaction,
});
const ann = { id: 2, display: 'Ann', setup: true, muted: false };
const participants = [ann];
const unknown = (data: Data): BridgeEvent => ({
  kind: 'unknown',
  data: { audiobridge: 'event', room: 7, ...data },
});

const rows: readonly (readonly [from: HandleEvent, to: BridgeEvent | undefined])[] = [
  [said({ audiobridge: 'joined', participants }), { kind: 'joining', room: 7, participants }],
  [
    said({ audiobridge: 'joined', id: 1, participants }, 't'),
    { kind: 'joined', room: 7, id: 1, participants },
  ],
  [
    said({ audiobridge: 'roomchanged', id: 1 }, 't'),
    { kind: 'roomchanged', room: 7, id: 1, participants: [] },
  ],
  [said({ participants }), { kind: 'changed', room: 7, participants }],
  [said({ participants: [ann, 'x', { id: {} }] }), { kind: 'changed', room: 7, participants }],
  [said({ leaving: 2 }), { kind: 'leaving', room: 7, id: 2 }],
  [said({ kicked: 2 }), { kind: 'kicked', room: 7, id: 2 }],
  [said({ kicked_all: 'two' }), { kind: 'kicked', room: 7, id: 'two' }],
  [said({ suspended: 2 }), { kind: 'suspended', room: 7, id: 2 }],
  [said({ resumed: 2 }), { kind: 'resumed', room: 7, id: 2 }],
  [said({ resumed: 1, participants }), { kind: 'resumed', room: 7, id: 1, participants }],
  [said({ muted: true }), { kind: 'room-muted', room: 7, muted: true }],
  [said({ audiobridge: 'talking', id: 2 }), { kind: 'talking', room: 7, id: 2 }],
  [said({ audiobridge: 'stopped-talking', id: 2 }), { kind: 'stopped-talking', room: 7, id: 2 }],
  [
    said({ audiobridge: 'announcement-started', file_id: 'a' }),
    { kind: 'announcement-started', room: 7, file_id: 'a' },
  ],
  [
    said({ audiobridge: 'announcement-stopped', file_id: 'a' }),
    { kind: 'announcement-stopped', room: 7, file_id: 'a' },
  ],
  [said({ audiobridge: 'destroyed', room: 'seven' }), { kind: 'destroyed', room: 'seven' }],
  [said({ audiobridge: 'left', id: 1 }, 't'), { kind: 'left', room: 7, id: 1 }],
  [said({ room: undefined, audiobridge: 'hangingup' }, 't'), { kind: 'hangingup' }],
  [said({ room: undefined, result: 'ok' }, 't'), { kind: 'configured' }],
  [
    { kind: 'plugin-error', code: 485, reason: 'oh', data: {}, transaction: undefined },
    { kind: 'refused', code: 485, reason: 'oh' },
  ],
  ...[
    { brandnew: 1 },
    { leaving: {} },
    { muted: 'x' },
    { audiobridge: 'brandnew' },
    { audiobridge: 'talking' },
  ].map((data) => [said(data), unknown(data)] as const),
  ...[{ audiobridge: 'left' }, { audiobridge: 'roomchanged' }].map(
    (data) => [said(data), unknown(data)] as const,
  ),
  [said({ room: undefined }), unknown({ room: undefined })],
  [{ kind: 'webrtcup' }, undefined],
];

describe('an event of the AudioBridge', () => {
  it.each(rows)('%j', (from, to) => {
    expect(toBridgeEvent(from)).toEqual(to);
  });
});
