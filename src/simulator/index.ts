export { simulator$ } from './simulator.js';
export type { SimulatorOptions } from './options.js';
export type { JanusSimulator, SimulatedSession } from './janus-simulator.js';
export type { DropKind } from './faults/drop-rules.js';
export type { SimulatorFrame } from './transport/frame-log.js';
export type { VideoRoomConfig } from './plugins/videoroom/config.js';
