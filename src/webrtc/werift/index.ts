export { type WeriftClass, weriftPeer } from './werift-peer.js';
