// Draws the marble diagrams of diagrams.json, which a spec runs, into docs/pictures.
//   npm run marbles
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/exec.mjs';
import { runMain } from '../lib/main.mjs';
import { draw } from './draw.mjs';

await runMain(async () => {
  const diagrams = JSON.parse(await readFile(join(root, 'scripts/marbles/diagrams.json'), 'utf8'));
  for (const diagram of diagrams)
    await writeFile(join(root, `docs/pictures/${diagram.name}.svg`), draw(diagram));
  console.log(`${diagrams.length} pictures are in docs/pictures.`);
});
