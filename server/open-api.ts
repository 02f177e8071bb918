import type { Application } from 'express';
import type { PhonesPort } from '../api/api-deps.ts';
import { createApi } from '../api/app.ts';
import type { PhoneView } from '../api/contract/channels.ts';
import { actOnPhone, addPhone, imitated, listPhones, type PhoneScreen } from '../bot/simulator/index.ts';
import { checkTelegramToken } from '../bot/telegram/index.ts';
import type { House } from './house.ts';
import { productVersion } from './product-version.ts';

/** The HTTP API with what it needs of the folders that it must not know. */
export function openApi(house: House, stopping: AbortSignal): Application {
  const { core, bus, secrets, counts, config } = house;
  return createApi({
    core,
    bus,
    secrets,
    connectTelegramCheck: (token) => checkTelegramToken({ token, apiRoot: config.telegramApiRoot }),
    phones: phonesPort(house),
    version: productVersion,
    stopping,
    ...(counts && { counts }),
    ...(config.publicUrl && { publicUrl: config.publicUrl, trustProxy: 1 }),
  });
}

function phonesPort({ storage, receiver }: House): PhonesPort {
  const { db } = storage;
  return {
    list: async (projectId) => (await listPhones(db, projectId)).map(toView),
    create: async (projectId, channelId, input) =>
      toView(await addPhone(db, { projectId, channelId }, input.customerName)),
    act: (projectId, phone, act) => actOnPhone({ db, receiver }, { projectId, ...phone }, act),
  };
}

function toView({ phone, messages, ...screen }: PhoneScreen): PhoneView {
  const { choices, text, requestContact } = imitated[screen.imitates];
  return {
    ...screen,
    phoneId: phone.id,
    customerName: phone.name,
    phone: phone.phone,
    messages: messages.map((message) => ({ ...message, at: message.at.toISOString() })),
    capabilities: { buttons: choices.as === 'buttons', maxText: text.maxLength, requestContact },
  };
}
