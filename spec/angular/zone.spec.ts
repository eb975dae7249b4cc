import { pass } from './support/fake-time.js';
import { application, inComponent, looks } from './support/angular.js';
import { NgZone, provideZoneChangeDetection, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { toSignal } from '@angular/core/rxjs-interop';
import { type Observable, Subscription, concatMap, from, switchMap, timer } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { injectJanus, injectJanusHandle$, injectJanusSession$, statusOf$ } from 'rxjs-janus/angular';
import { JANUS_SCRIPT, provideJanusTesting } from 'rxjs-janus/angular/testing';
import { echoTest } from 'rxjs-janus/echotest';
import { type ScriptedTransportOptions, coreScript, scriptedTransport } from 'rxjs-janus/testing';

const FIVE_MINUTES_MS = 5 * 60_000;

/** A server that takes its time, by timers that zone.js has wrapped. */
const slowly = (): ScriptedTransportOptions => {
  const script = coreScript();
  return {
    answer: (request) => timer(5).pipe(concatMap(() => from(script(request)))),
    connect$: () => timer(5),
  };
};

const beats = (sent: readonly { janus: string }[]): number =>
  sent.filter(({ janus }) => janus === 'keepalive').length;

/** Subscribed to in the zone, for as long as a spec runs. */
const held = new Subscription();
const hold = (source$: Observable<unknown>): void => {
  held.add(source$.subscribe({ error: () => undefined }));
};

afterAll(() => held.unsubscribe());

// Angular's advice to leave zone.js out where it is not used: here it is there to be caught.
jest.spyOn(console, 'warn').mockImplementation((text) => expect(text).toContain('NG0914'));

describe.each([
  ['with zones', provideZoneChangeDetection],
  ['zoneless', provideZonelessChangeDetection],
])('a session in an application %s', (_, changeDetection) => {
  it('starts no change detection in five minutes of keep-alives, and holds up no stability', async () => {
    const app = application(changeDetection(), provideJanusTesting(slowly()));
    const stable: boolean[] = [];
    app.isStable.subscribe((now) => stable.push(now));
    inComponent(() => hold(injectJanusHandle$(echoTest)));
    await pass(1_000);
    expect(stable.at(-1)).toBe(true);
    const [counted, told] = [await looks(() => pass(100)), stable.length];
    await pass(FIVE_MINUTES_MS);
    expect(beats(TestBed.inject(JANUS_SCRIPT).sent)).toBeGreaterThan(10);
    expect({ looks: counted.count, told: stable.length - told }).toEqual({ looks: 0, told: 0 });
  });

  it('looks for changes when something changed: a line is lost, and is there again', async () => {
    application(changeDetection(), provideJanusTesting(slowly()));
    const status = inComponent(() => toSignal(statusOf$(injectJanusSession$()), { requireSync: true }));
    await pass(1_000);
    expect(status()).toEqual({ kind: 'live', by: 'create' });
    const counted = await looks(() => pass(100));
    TestBed.inject(JANUS_SCRIPT).drop();
    await pass(1_000);
    expect(status()).toEqual({ kind: 'live', by: 'claim' });
    const changes = counted.count;
    await pass(FIVE_MINUTES_MS);
    expect(counted.count).toBe(changes);
  });

  it('runs a session beside it as quietly, and lets what it is not for be run so too', async () => {
    const app = application(changeDetection(), provideJanusTesting(slowly()));
    const ticks: number[] = [];
    inComponent(() => {
      const janus = injectJanus();
      hold(janus.open$().pipe(switchMap((session) => session.attach$(echoTest))));
      held.add(
        timer(0, 1_000)
          .pipe(janus.outside())
          .subscribe((tick) => ticks.push(tick)),
      );
    });
    await pass(2_500);
    expect(ticks).toEqual([0, 1, 2]);
    const stable: boolean[] = [];
    app.isStable.subscribe((now) => stable.push(now));
    expect(stable).toEqual([true]);
  });
});

describe('in an application with zones', () => {
  it('a session without this entry looks for changes at each beat, and is never stable', async () => {
    const app = application(provideZoneChangeDetection());
    const stable: boolean[] = [];
    app.isStable.subscribe((now) => stable.push(now));
    const counted = await looks(() => pass(100));
    const janus$ = scriptedTransport(slowly());
    const lease = inComponent(() => create$(janus$).subscribe());
    await pass(FIVE_MINUTES_MS);
    lease.unsubscribe();
    expect(counted.count).toBeGreaterThan(beats(janus$.sent));
    expect(stable.at(-1)).toBe(false);
    await pass(1_000);
  });

  it.each([
    ['in it', true],
    ['outside', false],
  ])('tells %s whoever subscribed there', async (_, inside) => {
    application(provideZoneChangeDetection(), provideJanusTesting(slowly()));
    const heard: Record<string, boolean> = {};
    const here = (name: string) => () => (heard[name] = NgZone.isInAngularZone());
    const zone = TestBed.inject(NgZone);
    const run = inside
      ? inComponent
      : <T>(body: () => T) => zone.runOutsideAngular(() => TestBed.runInInjectionContext(body));
    run(() => {
      const { transport$, session$ } = injectJanus();
      const echo$ = injectJanusHandle$(echoTest);
      held.add(transport$.state$.subscribe(here('state$')));
      held.add(session$.subscribe(here('session$')));
      held.add(session$.pipe(switchMap(({ status$ }) => status$)).subscribe(here('status$')));
      held.add(echo$.subscribe(here('attach$')));
      held.add(echo$.pipe(switchMap(({ event$ }) => event$)).subscribe(here('event$')));
      held.add(echo$.pipe(switchMap((echo) => echo.trickle$(null))).subscribe(here('trickle$')));
      held.add(echo$.pipe(switchMap((echo) => echo.media$)).subscribe(here('state of a plugin')));
    });
    await pass(1_000);
    TestBed.inject(JANUS_SCRIPT).push({ janus: 'webrtcup', session_id: 1, sender: 2 });
    expect(Object.keys(heard).sort()).toEqual(
      ['attach$', 'event$', 'session$', 'state$', 'state of a plugin', 'status$', 'trickle$'].sort(),
    );
    expect(new Set(Object.values(heard))).toEqual(new Set([inside]));
  });
});
