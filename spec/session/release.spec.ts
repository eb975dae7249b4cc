import { ConnectionLostError, create$ } from 'rxjs-janus';
import { virtually } from '../support/marbles.js';
import { answering, refusal, rigOf, silence } from './support/rig.js';

const plugin = 'janus.plugin.echotest';
const detaches = (frames: readonly string[]): string[] => frames.filter((frame) => frame.endsWith('detach'));

describe('the detach of a handle that nobody holds any more', () => {
  it.each(['stream', 'poll'] as const)(
    'is sent again behind the claim when its line is lost (%s)',
    (kind) => {
      virtually((time) => {
        let deaf = true;
        const it = rigOf(time, { kind, answer: answering({ detach: () => (deaf ? silence() : undefined) }) });
        const session = it.follow(create$(it.janus$));
        const handle = it.follow(session.last.attach$(plugin));
        time.at(5, () => handle.subscription.unsubscribe());
        time.at(6, () => {
          deaf = false;
          it.janus$.drop();
        });
        time.at(9, () => session.subscription.unsubscribe());
        time.at(20, () => expect(detaches(it.frames)).toEqual(['5 detach', '6 detach']));
      });
    },
  );

  it('waits for the claim when a request in doubt is why it goes', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: silence }) });
      const session = it.follow(create$(it.janus$));
      const handle = it.follow(session.last.attach$(plugin));
      handle.last.message$({}).subscribe({ error: () => handle.subscription.unsubscribe() });
      time.at(5, () => it.janus$.drop(new ConnectionLostError({ reason: 'cut' })));
      time.at(9, () => session.subscription.unsubscribe());
      time.at(20, () => {
        expect(it.frames.slice(-4)).toEqual(['5 claim', '5 detach', '5 info', '9 destroy']);
      });
    });
  });

  it('is not sent after the session', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ detach: silence }) });
      const session = it.follow(create$(it.janus$));
      const handle = it.follow(session.last.attach$(plugin));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(6, () => session.subscription.unsubscribe());
      time.at(20_000, () => expect(it.frames.slice(-2)).toEqual(['5 detach', '6 destroy']));
    });
  });
});

it('a refusal that comes late, of a request that waits for the claim, is not its answer', () => {
  virtually((time) => {
    const it = rigOf(time, { kind: 'poll', answer: answering({ trickle: silence, claim: silence }) });
    const session = it.follow(create$(it.janus$));
    const handle = it.follow(session.last.attach$(plugin));
    const trickled = it.follow(handle.last.trickle$(null));
    const { transaction } = it.janus$.sent.at(-1) ?? {};
    it.janus$.drop();
    time.at(0, () => it.janus$.push({ ...refusal(458)[0], session_id: 1, transaction }));
    time.at(9, () => session.subscription.unsubscribe());
    time.at(20, () => {
      expect(trickled.told).toEqual(['9 session-ended']);
      expect(it.frames.filter((frame) => frame.endsWith('trickle'))).toHaveLength(1);
    });
  });
});
