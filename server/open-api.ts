import type { Application } from 'express';
import type { FlowTextsPort, PhonesPort } from '../api/api-deps.ts';
import { createApi } from '../api/app.ts';
import type { PhoneView } from '../api/contract/channels.ts';
import { actOnPhone, addPhone, imitated, listPhones, type PhoneScreen } from '../bot/simulator/index.ts';
import { checkTelegramToken } from '../bot/telegram/index.ts';
import { checkFlow } from '../flows/graph/check-flow.ts';
import { parseFlow } from '../flows/graph/flow-document.ts';
import { flowToText, readFlowText } from '../flows/graph/flow-text.ts';
import type { House } from './house.ts';
import { productVersion } from './product-version.ts';

/** The HTTP API with what it needs of the folders that it must not know. */
export function openApi(house: House, stopping: AbortSignal): Application {
  const { core, bus, secrets, config } = house;
  return createApi({
    core,
    bus,
    secrets,
    connectTelegramCheck: (token) => checkTelegramToken({ token, apiRoot: config.telegramApiRoot }),
    phones: phonesPort(house),
    flowTexts: flowTexts(),
    version: productVersion,
    stopping,
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

function flowTexts(): FlowTextsPort {
  return {
    parse(text) {
      const { flow, faults } = readFlowText(text);
      if (flow && faults.length === 0) return { kind: 'ok', document: flow };
      const problems = faults.map((fault) => ({
        ...fault,
        blockId: null,
        severity: 'error' as const,
        code: 'unreadable',
      }));
      return { kind: 'refused', problems };
    },
    print: (document) => flowToText(parseFlow(document)),
    check: (document) =>
      checkFlow(parseFlow(document)).map((problem) => ({ ...problem, blockId: problem.blockId ?? null })),
  };
}
