export { imitated } from './capabilities.ts';
export { simulatorChannel } from './connection.ts';
export { actOnPhone, addPhone, listPhones, type Phone, type PhoneScreen } from './phones.ts';
export { type OnScreen, render } from './render.ts';
