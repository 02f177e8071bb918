export { imitated } from './capabilities.ts';
export { simulatorChannel } from './connection.ts';
export { type OnScreen, render } from './render.ts';
