// The grammar of what a diagram may hold: less than Mermaid takes, so that whatever passes here is drawn there.
const HEAD = ['sequenceDiagram', '  participant C as client', '  participant J as Janus'];
const ARROW = /^ {2}(?:C->>J|C-xJ|J-->>C|J->>C|J-\)C|Note over C,J): (\S.*)$/;
/** A number sign begins a character by its number, and a semicolon ends one: they mean something else anywhere else. */
const CHARACTER = /#\d+;/g;
const FORBIDDEN = /[#;%<>&`]/;

/** One sentence for each line that Mermaid may take for something else. */
export function faultsIn(diagram: string): string[] {
  const lines = diagram.split('\n');
  const head = HEAD.filter((line, index) => lines[index] !== line).map((line) => `lacks "${line}"`);
  if (lines.pop() !== '') head.push('does not end a line');
  const body = lines.slice(HEAD.length);
  const wrong = body.filter((line) => FORBIDDEN.test(ARROW.exec(line)?.[1]?.replace(CHARACTER, '') ?? '#'));
  return [...head, ...wrong.map((line) => `holds "${line}"`)];
}
