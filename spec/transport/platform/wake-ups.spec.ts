import type { Subscription } from 'rxjs';
import * as node from '../../../src/transport/platform/node.js';
import { isOnline, wake$ } from '../../../src/transport/platform/wake-ups.js';

/** The part of a page that is read, laid over this runtime's globals for one spec. */
const globals = globalThis as unknown as Record<string, unknown>;

const over = (values: Record<string, unknown>): (() => void) => {
  const before = Object.keys(values).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globals, name)] as const,
  );
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(globals, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globals, name, descriptor);
      else Reflect.deleteProperty(globals, name);
    }
  };
};

/** A page: its window's events, its document, its navigator. */
const aPage = () => {
  const events = new EventTarget();
  const navigator = { onLine: true };
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let listeners = 0;
  const restore = over({
    navigator,
    document,
    addEventListener: (name: string, listener: () => void) => (
      listeners++,
      events.addEventListener(name, listener)
    ),
    removeEventListener: (name: string, listener: () => void) => (
      listeners--,
      events.removeEventListener(name, listener)
    ),
  });
  return { events, navigator, document, restore, listeners: () => listeners };
};

describe('a page', () => {
  let page: ReturnType<typeof aPage>;
  let heard: number;
  let subscription: Subscription;

  beforeEach(() => {
    page = aPage();
    heard = 0;
    subscription = wake$.subscribe(() => heard++);
  });

  afterEach(() => {
    subscription.unsubscribe();
    page.restore();
  });

  it('does not wake up when the page is shown for the first time', () => {
    page.events.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(heard).toBe(0);
  });

  it.each(['online', 'pageshow'])('wakes up with %s', (name) => {
    page.events.dispatchEvent(Object.assign(new Event(name), { persisted: true }));
    expect(heard).toBe(1);
  });

  it('wakes up when it is seen again, and not when it is hidden', () => {
    page.document.visibilityState = 'hidden';
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(heard).toBe(0);
    page.document.visibilityState = 'visible';
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(heard).toBe(1);
  });

  it('does not wake up while it is offline: an attempt would be wasted', () => {
    page.navigator.onLine = false;
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect([heard, isOnline()]).toEqual([0, false]);
    page.navigator.onLine = true;
    page.events.dispatchEvent(new Event('online'));
    expect([heard, isOnline()]).toEqual([1, true]);
  });

  it('is listened to only while somebody is subscribed', () => {
    expect(page.listeners()).toBe(2);
    subscription.unsubscribe();
    expect(page.listeners()).toBe(0);
    page.events.dispatchEvent(new Event('online'));
    expect(heard).toBe(0);
  });
});

describe('elsewhere', () => {
  it('a worker has its network’s events and no document', () => {
    const { events, restore } = aPage();
    const without = over({ document: undefined });
    let heard = 0;
    const subscription = wake$.subscribe(() => heard++);
    events.dispatchEvent(new Event('online'));
    subscription.unsubscribe();
    without();
    restore();
    expect(heard).toBe(1);
  });

  it('a runtime without any of it is online, and is never woken', () => {
    const restore = over({ navigator: undefined, document: undefined, addEventListener: undefined });
    let ended = 0;
    const subscription = wake$.subscribe({ complete: () => ended++ });
    expect([isOnline(), ended, subscription.closed]).toEqual([true, 0, false]);
    subscription.unsubscribe();
    restore();
  });

  it('Node is online as far as it knows, and is never woken', () => {
    let told = 0;
    const count = (): number => told++;
    node.wake$.subscribe({ next: count, error: count, complete: count }).unsubscribe();
    expect([told, node.isOnline()]).toEqual([0, true]);
  });
});
