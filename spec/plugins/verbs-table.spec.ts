// Every plugin's tables beside the server's own: nothing missing, nothing invented.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PluginVerbRule } from 'rxjs-janus';
import { AUDIOBRIDGE_ERROR, AUDIOBRIDGE_VERBS } from 'rxjs-janus/audiobridge';
import { ECHOTEST_ERROR } from 'rxjs-janus/echotest';
import { NOSIP_ERROR, NOSIP_VERBS } from 'rxjs-janus/nosip';
import { RECORDPLAY_ERROR, RECORDPLAY_VERBS } from 'rxjs-janus/recordplay';
import { SIP_ERROR, SIP_VERBS } from 'rxjs-janus/sip';
import { STREAMING_ERROR, STREAMING_VERBS } from 'rxjs-janus/streaming';
import { TEXTROOM_ERROR, TEXTROOM_VERBS } from 'rxjs-janus/textroom';
import { VIDEOCALL_ERROR, VIDEOCALL_VERBS } from 'rxjs-janus/videocall';
import { VIDEOROOM_ERROR, VIDEOROOM_VERBS } from 'rxjs-janus/videoroom';
import { VOICEMAIL_ERROR, VOICEMAIL_VERBS } from 'rxjs-janus/voicemail';
import { KINDS } from './support/kinds.js';
import { UNASKED, type Unasked } from './support/unasked.js';
import { CHANNEL_REPLIES } from './textroom/support/shapes.js';

type List = readonly string[];

/** What the server's source holds of a plugin. */
interface Facts {
  readonly sync: List;
  readonly async: List;
  readonly data_channel?: List;
  readonly errors: Readonly<Record<string, string>>;
  readonly events: List;
  readonly result_event?: List;
  readonly result_status?: List;
  readonly result_keys?: List;
  readonly status?: List;
  readonly event?: List;
  readonly result?: List;
  readonly event_keys?: List;
}

interface Correction {
  readonly plugin: string;
  readonly what: string;
  readonly why: string;
}

const { plugins, corrections } = JSON.parse(
  readFileSync(join(__dirname, 'support/janus-verbs.json'), 'utf8'),
) as { readonly plugins: Readonly<Record<string, Facts>>; readonly corrections: readonly Correction[] };

const factsOf = (name: string): Facts => plugins[`janus.plugin.${name}`] as Facts;

interface Tables {
  readonly verbs: Readonly<Record<string, PluginVerbRule>>;
  readonly errors: Readonly<Record<number, string>>;
  /** Codes that the server's list of names lacks, and sends. */
  readonly besides?: readonly number[];
}

const TABLES: Readonly<Record<string, Tables>> = {
  audiobridge: { verbs: AUDIOBRIDGE_VERBS, errors: AUDIOBRIDGE_ERROR },
  echotest: { verbs: {}, errors: ECHOTEST_ERROR },
  nosip: { verbs: NOSIP_VERBS, errors: NOSIP_ERROR },
  recordplay: { verbs: RECORDPLAY_VERBS, errors: RECORDPLAY_ERROR },
  sip: { verbs: SIP_VERBS, errors: SIP_ERROR, besides: [0] },
  streaming: { verbs: STREAMING_VERBS, errors: STREAMING_ERROR },
  textroom: { verbs: TEXTROOM_VERBS, errors: TEXTROOM_ERROR },
  videocall: { verbs: VIDEOCALL_VERBS, errors: VIDEOCALL_ERROR },
  videoroom: { verbs: VIDEOROOM_VERBS, errors: VIDEOROOM_ERROR },
  voicemail: { verbs: VOICEMAIL_VERBS, errors: VOICEMAIL_ERROR },
};

const sorted = (all: Iterable<string>): List => [...new Set(all)].sort();

/** All by which the plugin's data can be told apart. */
const wordsOf = (facts: Facts): List =>
  sorted(
    [
      ...facts.events,
      ...[facts.result_event, facts.result_status, facts.result_keys, facts.status, facts.event],
      ...[facts.result, facts.event_keys],
    ].flatMap((list) => list ?? []),
  );

describe('the tables', () => {
  it('are those of all the plugins that the server has', () => {
    const all = Object.keys(plugins).map((name) => name.replace('janus.plugin.', ''));
    expect(sorted(Object.keys(TABLES))).toEqual(sorted(all));
    expect(sorted(Object.keys(UNASKED))).toEqual(sorted(all));
  });

  it('are held against facts of which every correction has its reason', () => {
    for (const { plugin, what, why } of corrections) {
      expect(Object.keys(TABLES)).toContain(plugin);
      expect(`${what}${why}`.length).toBeGreaterThan(20);
    }
  });

  it.each(Object.entries(TABLES))('name every verb of %s', (name, { verbs }) => {
    const { sync, async: others } = factsOf(name);
    expect(sorted(Object.keys(verbs))).toEqual(sorted([...sync, ...others]));
  });

  it('name every verb of the data channel', () => {
    // The types hold the replies against the verbs of the channel: no more, no less.
    expect(sorted(Object.keys(CHANNEL_REPLIES))).toEqual(sorted(factsOf('textroom').data_channel ?? []));
  });

  it.each(Object.entries(TABLES))('say of every verb of %s how it is answered', (name, { verbs }) => {
    const at = (sync: boolean): List =>
      sorted(Object.entries(verbs).flatMap(([verb, rule]) => (rule.sync === sync ? verb : [])));
    const { sync, async: others } = factsOf(name);
    expect([at(true), at(false)]).toEqual([sorted(sync), sorted(others)]);
  });

  it.each(Object.entries(TABLES))(
    'end what verbs of %s begin with events that there are',
    (name, { verbs }) => {
      const known = wordsOf(factsOf(name));
      for (const { ends = [] } of Object.values(verbs)) for (const end of ends) expect(known).toContain(end);
    },
  );

  it.each(Object.entries(TABLES))('name every error of %s', (name, { errors, besides = [] }) => {
    const known = Object.entries(factsOf(name).errors).map(([code, word]) => [
      code,
      word.replace(/^JANUS_[A-Z]+_ERROR_/, ''),
    ]);
    const ours = Object.entries(errors).filter(([code]) => !besides.includes(Number(code)));
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(known));
  });
});

describe('the events', () => {
  it.each(Object.entries(UNASKED))('of %s are all there, and none beside them', (name, { says, answers }) => {
    expect(sorted([...Object.keys(says), ...answers])).toEqual(wordsOf(factsOf(name)));
  });

  const readAs = ({ read }: Unasked, data: object) =>
    read({ kind: 'plugin', data: { ...data }, jsep: undefined, transaction: undefined })?.kind;

  const samples = Object.entries(UNASKED).flatMap(([name, of]) =>
    Object.entries(of.says).map(([word, data]) => [name, word, data, of] as const),
  );

  it.each(samples)('of %s have a kind for %s', (_, _word, data, of) => {
    const kind = readAs(of, data);
    expect(kind).toEqual(expect.any(String));
    expect(kind).not.toBe('unknown');
  });

  it.each(Object.entries(UNASKED))('of %s are read as each kind that its types know', (name, of) => {
    const all = [...Object.values(of.says), ...(of.besides ?? [])].map((data) => String(readAs(of, data)));
    expect(sorted(all)).toEqual(sorted(KINDS[name] ?? []));
  });
});
