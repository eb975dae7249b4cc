import { create$ } from 'rxjs-janus';
import { sideBySide } from './support/side-by-side.js';
import { hold } from './support/talk.js';
sideBySide('x', Object.fromEntries(Array.from({length: 150}, (_, i) => ['n' + i, async (rig) => {
    const session$ = create$(rig.transport());
    const [first, second] = [await hold(rig, session$), await hold(rig, session$)];
    const done = await rig.watch(first.session.destroy$()).end();
    expect(done).toMatchObject({ values: [undefined], completed: true });
    await Promise.all([first.lease.end(), second.lease.end()]);
    if (first.lease.error) throw new Error(String(first.lease.error) + JSON.stringify(first.lease.error) + JSON.stringify(rig.wire.frames.map(f=>[f.verb,f.direction,f.connection, f.at%100000])));
}])), {kinds:['real'], over: ['rest']});
