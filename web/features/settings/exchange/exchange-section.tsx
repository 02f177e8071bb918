import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../../api/contract/imports.ts';
import { usePermissions } from '../../../app/session.ts';
import { Section } from '../section.tsx';
import { ExportGroup } from './export-group.tsx';
import { ImportHistory } from './import-history.tsx';
import { ImportStart } from './import-start.tsx';
import { ImportWizard } from './import-wizard.tsx';
import { PersonalDataGroup } from './personal-data-group.tsx';

/** Contacts and deals come in from files and go out as files (PRODUCT D13). */
export function ExchangeSection() {
  const { t } = useTranslation('exchange');
  const { may } = usePermissions();
  const [draft, setDraft] = useState<ImportView>();
  if (draft) return <ImportWizard draft={draft} onClose={() => setDraft(undefined)} />;
  return (
    <Section title={t('title')} description={t('description')}>
      {may('contacts', 'edit') && <ImportStart onDraft={setDraft} />}
      <ExportGroup />
      {may('contacts', 'edit') && <ImportHistory />}
      {may('contacts', 'view') && <PersonalDataGroup />}
    </Section>
  );
}
