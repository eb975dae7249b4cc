// Angular without a page: injectors, zones and change detection, no components. A spec that wants virtual time imports
// `fake-time` before this.
import './zone-settings.js';
import 'zone.js';
import '@angular/compiler';
import {
  ApplicationRef,
  type EnvironmentProviders,
  ErrorHandler,
  NgModule,
  NgZone,
  type Provider,
  afterEveryRender,
  createPlatformFactory,
  platformCore,
  ɵINJECTOR_SCOPE as INJECTOR_SCOPE,
} from '@angular/core';
import { TestBed, TestComponentRenderer } from '@angular/core/testing';

const told: unknown[] = [];

/** What BrowserModule brings that is needed without a page too. */
const providers = [
  { provide: INJECTOR_SCOPE, useValue: 'root' },
  { provide: ErrorHandler, useValue: { handleError: (error: unknown) => told.push(error) } },
  { provide: TestComponentRenderer, useValue: { removeAllRootElements: () => undefined } },
];

class WithoutPage {
  readonly page = undefined;
}
NgModule({ providers })(WithoutPage);

TestBed.initTestEnvironment(WithoutPage, createPlatformFactory(platformCore, 'without a page')());

afterEach(() => expect(told.splice(0)).toEqual([]));

/** An application of these providers. */
export const application = (...providers: (Provider | EnvironmentProviders)[]): ApplicationRef => {
  TestBed.configureTestingModule({ providers });
  return TestBed.inject(ApplicationRef);
};

/** Runs something as an event handler of a component would run. */
export const inComponent = <T>(run: () => T): T =>
  TestBed.inject(NgZone).run(() => TestBed.runInInjectionContext(run));

/** How often Angular looked for changes. */
export interface Looks {
  count: number;
}

/** Counts the rounds of change detection from when the one is over that the counting itself asks for. */
export const looks = async (settled: () => Promise<unknown>): Promise<Looks> => {
  const counted = { count: 0 };
  TestBed.runInInjectionContext(() => afterEveryRender(() => counted.count++));
  await settled();
  counted.count = 0;
  return counted;
};
