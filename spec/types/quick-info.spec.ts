// What an editor shows over the name of a request, and over a field of it: its docs.
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../house/support/source-files.js';

const FILE = join(root, 'spec/types/hovered.ts');

/** An entry, the type of its handles, what is written, the name that is pointed at, and words of its docs. */
const HOVERED: readonly (readonly [
  entry: string,
  handle: string,
  text: string,
  name: string,
  words: RegExp,
])[] = [
  ['videoroom', 'VideoRoomHandle', 'h.join$({ room: 1 })', 'join$', /Joins a room .* Errors with/s],
  ['videoroom', 'VideoRoomHandle', 'h.kick$({ room: 1, id: 2 })', 'kick$', /Puts somebody out/],
  [
    'videoroom',
    'VideoRoomHandle',
    "h.request$('create', { fir_freq: 1 })",
    'fir_freq',
    /^Seconds .* 0, the default/,
  ],
  ['videoroom', 'VideoRoomHandle', "h.request$('create', { admin_key: '' })", 'admin_key', /own key/],
  ['videoroom', 'VideoRoomHandle', "h.request$('list')", 'request$', /requires no field/],
  ['audiobridge', 'AudioBridgeHandle', 'h.changeRoom$({ room: 1 })', 'changeRoom$', /another room/],
  [
    'audiobridge',
    'AudioBridgeHandle',
    'h.join$({ room: 1, volume: 50 })',
    'volume',
    /Percent; 100 by default/,
  ],
  ['streaming', 'StreamingHandle', 'h.watch$({ id: 1 })', 'watch$', /Asks to watch/],
  ['streaming', 'StreamingHandle', 'h.watch$({ id: 1, fallback: 1 })', 'fallback', /^Microseconds/],
  ['sip', 'SipHandle', "h.transfer$({ uri: '' })", 'transfer$', /call somebody else/],
  ['sip', 'SipHandle', "h.register$({ username: '', register_ttl: 1 })", 'register_ttl', /^Seconds .* 3600/],
  ['nosip', 'NoSipHandle', "h.process$({ type: 'offer', sdp: '' })", 'process$', /plain SDP/],
  ['videocall', 'VideoCallHandle', 'h.bye$()', 'bye$', /Ends the call/],
  ['textroom', 'TextRoomHandle', 'h.setup$()', 'setup$', /PeerConnection of the data channel/],
  ['textroom', 'TextRoomHandle', "h.request$('create', { history: 1 })", 'history', /0 by default/],
  ['recordplay', 'RecordPlayHandle', 'h.play$(1)', 'play$', /played a recording/],
  ['echotest', 'EchoTestHandle', 'h.configure$({ bitrate: 1 })', 'bitrate', /bits per second/],
  ['voicemail', 'VoiceMailHandle', 'h.stop$()', 'stop$', /before its ten seconds/],
];

jest.setTimeout(180_000);

describe('an editor', () => {
  let text = '';
  let version = 0;
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [FILE],
    getScriptVersion: (name) => (name === FILE ? String(version) : '0'),
    getScriptSnapshot: (name) => {
      const read = name === FILE ? text : ts.sys.readFile(name);
      return read === undefined ? undefined : ts.ScriptSnapshot.fromString(read);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === FILE || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
  });

  it.each(HOVERED)('shows over %s, %s: %s the docs of %s', (entry, handle, written, name, words) => {
    text = `import { type ${handle} } from 'rxjs-janus/${entry}';\ndeclare const h: ${handle};\n${written};\n`;
    version += 1;
    expect(service.getSemanticDiagnostics(FILE).map(({ messageText }) => messageText)).toEqual([]);
    const info = service.getQuickInfoAtPosition(FILE, text.lastIndexOf(name));
    expect(ts.displayPartsToString(info?.documentation)).toMatch(words);
  });
});
