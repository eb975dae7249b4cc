// Two clients cut in turns, the order reversed from pair to pair, so that what else the machine does falls on both.
import * as library from './library.mjs';
import * as raw from './raw.mjs';

const kinds = { raw, library };

/** Several of each, so that some may rest while others are cut. */
async function connectAll(url, options) {
  const clients = [];
  for (let i = 0; i < options.clients; i++)
    clients.push({ raw: await raw.connect(url, options), library: await library.connect(url, options) });
  return clients;
}

/** Resolves with the milliseconds of each pair: `{ raw, library }`. */
export async function pairs(url, options) {
  const clients = await connectAll(url, options);
  const warmUp = clients.length * 2;
  const all = [];
  let second = 0;
  for (let i = 0; all.length < warmUp + options.cuts; i++) {
    const pair = {};
    for (const kind of i % 2 ? ['raw', 'library'] : ['library', 'raw'])
      pair[kind] = await clients[i % clients.length][kind].cut();
    if (pair.library === undefined) second++;
    else all.push(pair);
    if (second > options.cuts) throw new Error('most cuts took a second attempt');
  }
  for (const client of clients) for (const kind of Object.keys(kinds)) await client[kind].end();
  return all.slice(warmUp);
}
