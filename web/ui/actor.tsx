import { IconApi, IconFileImport, IconGitBranch, IconMessage, IconSettingsAutomation } from '@tabler/icons-react';
import i18next from 'i18next';
import type { z } from 'zod';
import type { actor } from '../../api/contract/values.ts';
import { MemberAvatar } from './member-avatar.tsx';

type Actor = z.infer<typeof actor>;

/** Who did it, as a person would say it (PRODUCT D11). */
export function actorName(of: Actor): string {
  switch (of.kind) {
    case 'member':
    case 'contact':
      return of.name;
    case 'flow':
      return i18next.t('ui:actor.flow', { flow: of.flowName, block: of.blockTitle });
    case 'api_key':
      return i18next.t('ui:actor.apiKey', { name: of.name });
    case 'import':
      return i18next.t('ui:actor.import', { name: of.name });
    case 'system':
      return i18next.t('ui:actor.system');
  }
}

export function ActorIcon({ actor: of, size = 22 }: { actor: Actor; size?: number }) {
  const icon = { size: size * 0.68, stroke: 1.7 };
  switch (of.kind) {
    case 'member':
      return <MemberAvatar name={of.name} size={size} tooltip={false} />;
    case 'contact':
      return <IconMessage {...icon} />;
    case 'flow':
      return <IconGitBranch {...icon} />;
    case 'api_key':
      return <IconApi {...icon} />;
    case 'import':
      return <IconFileImport {...icon} />;
    case 'system':
      return <IconSettingsAutomation {...icon} />;
  }
}
