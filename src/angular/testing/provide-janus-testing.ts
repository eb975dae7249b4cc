import {
  type EnvironmentProviders,
  InjectionToken,
  NgZone,
  inject,
  makeEnvironmentProviders,
} from '@angular/core';
import { asyncScheduler } from 'rxjs';
import {
  type ScriptedTransport,
  type ScriptedTransportOptions,
  scriptedTransport,
} from '../../testing/scripted-transport.js';
import { type JanusOptions, provideJanus } from '../provide-janus.js';
import { outsideZone } from '../through-zone.js';

/** What {@link provideJanusTesting} takes: what the server says, and how the application keeps its session. */
export interface JanusTestingOptions
  extends Omit<ScriptedTransportOptions, 'scheduler'>, Omit<JanusOptions, 'transport'> {}

/** The token of the server's side: what was sent, and what it says unasked. */
export const JANUS_SCRIPT = new InjectionToken<ScriptedTransport>('rxjs-janus script');

const script = ({ scheduler = asyncScheduler, ...options }: JanusTestingOptions): ScriptedTransport =>
  scriptedTransport({ ...options, scheduler: outsideZone(scheduler, inject(NgZone)) });

/**
 * A Janus for `TestBed` whose server is a script: no socket, no server, and virtual time by `scheduler`.
 *
 * Stands in the place of {@link provideJanus}. `TestBed.inject(JANUS_SCRIPT)` is the server: `sent` tells what it was
 * asked, `push` has it say something, `drop` breaks the line.
 *
 * @param options - What the server says; without it yes to everything.
 * @example
 * ```ts
 * import { TestBed } from '@angular/core/testing';
 * import { injectJanusSession$ } from 'rxjs-janus/angular';
 * import { JANUS_SCRIPT, provideJanusTesting } from 'rxjs-janus/angular/testing';
 *
 * const spec = () => {
 *   TestBed.configureTestingModule({ providers: [provideJanusTesting()] });
 *   TestBed.runInInjectionContext(() => injectJanusSession$().subscribe());
 *   console.assert(TestBed.inject(JANUS_SCRIPT).sent[0]?.janus === 'create');
 * };
 * ```
 */
export const provideJanusTesting = (options: JanusTestingOptions = {}): EnvironmentProviders =>
  makeEnvironmentProviders([
    provideJanus({ ...options, transport: () => inject(JANUS_SCRIPT) }),
    { provide: JANUS_SCRIPT, useFactory: () => script(options) },
  ]);
