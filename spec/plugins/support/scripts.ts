// Two scripts that do the same, for the plugins that run scripts: they count. `add` answers at once, `later` behind an
// ack, with an event after it; 601 comes with whatever else.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type VerbTypes } from 'rxjs-janus';

interface Adding extends VerbTypes {
  readonly fields: { readonly by: number };
  readonly reply: { readonly counter: 'counted'; readonly total: number };
}

export interface CounterVerbs extends Record<string, VerbTypes> {
  readonly add: Adding;
  readonly later: Adding;
}

/** Where `counter.lua` and `counter.js` are. */
export function counterScripts(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-scripts-'));
  writeFileSync(join(folder, 'counter.lua'), LUA);
  writeFileSync(join(folder, 'counter.js'), JAVASCRIPT);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const LUA = `
local total, tasks = {}, {}
function init(config) end
function destroy() end
function createSession(id) total[id] = 0 end
function destroySession(id) total[id] = nil end
function querySession(id) return "{}" end
function setupMedia(id) end
function hangupMedia(id) end
function count(id, by)
  total[id] = total[id] + by
  return '{"counter":"counted","total":' .. total[id] .. '}'
end
function handleMessage(id, tr, msg, jsep)
  local verb = msg:match('"request":%s*"(%a+)"')
  local by = math.tointeger(tonumber(msg:match('"by":%s*(%d+)') or "0"))
  if verb == "add" then return 0, count(id, by) end
  if verb == "later" then
    tasks[#tasks + 1] = { id = id, tr = tr, by = by }
    pokeScheduler()
    return 1, nil
  end
  return 0, '{"counter":"event","error_code":601,"error":"not today"}'
end
function resumeScheduler()
  for _, task in ipairs(tasks) do
    pushEvent(task.id, task.tr, count(task.id, task.by), nil)
    pushEvent(task.id, nil, '{"counter":"told"}', nil)
  end
  tasks = {}
end
`;

const JAVASCRIPT = `
var total = {}, tasks = [];
function init(config) {}
function destroy() {}
function createSession(id) { total[id] = 0; }
function destroySession(id) { delete total[id]; }
function querySession(id) { return '{}'; }
function setupMedia(id) {}
function hangupMedia(id) {}
function count(id, by) {
  total[id] += by;
  return JSON.stringify({ counter: 'counted', total: total[id] });
}
function handleMessage(id, tr, msg, jsep) {
  var body = JSON.parse(msg);
  if (body.request === 'add') return count(id, body.by);
  if (body.request === 'later') {
    tasks.push({ id: id, tr: tr, by: body.by });
    pokeScheduler();
    return 1;
  }
  return JSON.stringify({ counter: 'event', error_code: 601, error: 'not today' });
}
function resumeScheduler() {
  tasks.splice(0).forEach(function (task) {
    pushEvent(task.id, task.tr, count(task.id, task.by), null);
    pushEvent(task.id, null, JSON.stringify({ counter: 'told' }), null);
  });
}
`;
