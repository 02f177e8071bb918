export { imitated } from './capabilities.ts';
export { simulatorChannel } from './connection.ts';
export { actOnPhone, addPhone, listPhones, type PhoneScreen } from './phones.ts';
