import { browser, slices } from './browser.mjs';
import { packaging } from './package.mjs';
import { real, realRest } from './real.mjs';
import { recovery } from './recovery.mjs';
import { rest } from './rest.mjs';
import { socket } from './socket.mjs';

/** In the order of the page; each resolves with its rows, or undefined where what it runs on is not installed. */
export const sections = [socket, rest, recovery, real, realRest, browser, slices, packaging];
