// What of every plugin is sent again after a drop, and what is in doubt.
import { timer } from 'rxjs';
import { type Handle, type Plugin, create$ } from 'rxjs-janus';
import { audioBridge } from 'rxjs-janus/audiobridge';
import { noSip } from 'rxjs-janus/nosip';
import { recordPlay } from 'rxjs-janus/recordplay';
import { sip } from 'rxjs-janus/sip';
import { streaming } from 'rxjs-janus/streaming';
import { textRoom } from 'rxjs-janus/textroom';
import { videoCall } from 'rxjs-janus/videocall';
import { videoRoom } from 'rxjs-janus/videoroom';
import { voiceMail } from 'rxjs-janus/voicemail';
import { answering, rigOf, silence } from '../session/support/rig.js';
import { virtually } from '../support/marbles.js';

/** The verbs that must not be sent twice blindly. */
const ONCE: readonly (readonly [plugin: Plugin, verbs: string])[] = [
  [
    audioBridge,
    'create destroy edit enable_mjrs enable_recording hangup kick kick_all play_file rtp_forward stop_all_files stop_file',
  ],
  [noSip, 'generate process recording rtp_forward'],
  [recordPlay, ''],
  [sip, 'accept call decline dtmf_info info message progress recording rtp_forward transfer update'],
  [streaming, 'create destroy disable edit kick_all recording'],
  [textRoom, 'announcement create destroy edit kick'],
  [videoCall, 'accept call set'],
  [
    videoRoom,
    'add_remote_publisher create destroy edit kick publish_remotely remove_remote_publisher rtp_forward subscribe unpublish_remotely unsubscribe update',
  ],
  [voiceMail, ''],
];

describe('after a drop', () => {
  it.each(ONCE.map(([plugin, verbs]) => [plugin.package, plugin, verbs] as const))(
    '%s sends again what is harmless twice, and nothing else',
    (_, plugin, once) => {
      virtually((time) => {
        let isBack = false;
        const done = {
          ...{ janus: 'event', session_id: 1, sender: 2 },
          plugindata: { plugin: plugin.package, data: { done: true } },
        };
        const answer = answering({
          claim: () => ((isBack = true), undefined),
          message: () => (isBack ? [done] : silence()),
        });
        const it = rigOf(time, { answer, connect$: () => timer(100) });
        const session = it.follow(create$(it.janus$));
        time.at(200, () => {
          const handle: Handle = it.follow(session.last.attach$(plugin)).last;
          const verbs = Object.keys(plugin.verbs);
          const asked = verbs.map((verb) => [verb, it.follow(handle.request$(verb))] as const);
          const that = (told: string) =>
            asked.flatMap(([verb, one]) => (one.told.includes(told) ? verb : []));
          time.at(2_000, () => {
            expect(that('1000 request-in-doubt').sort().join(' ')).toBe(once);
            expect(that('1100 value')).toHaveLength(verbs.length - that('1000 request-in-doubt').length);
          });
        });
        time.at(1_000, () => it.janus$.drop());
        time.at(3_000, () => session.subscription.unsubscribe());
      });
    },
  );
});
