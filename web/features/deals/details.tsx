import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../api/contract/deals.ts';
import { usePermissions } from '../../app/session.ts';
import { FileList } from '../../ui/file-list.tsx';
import { InlineText } from '../../ui/inline-text.tsx';
import { MemberPicker } from '../../ui/member-picker.tsx';
import { Property, Section } from '../../ui/property-section.tsx';
import { TagsField } from '../../ui/tags-field.tsx';
import { VariableFields } from '../../ui/variable-fields.tsx';
import { ContactSection } from './contact-section.tsx';
import { NotesSection } from './notes-section.tsx';
import { OtherDeals } from './other-deals.tsx';
import { TasksSection } from './tasks-section.tsx';
import { useChangeResponsible } from './use-change-responsible.ts';
import { useChangeTags, useSaveDeal } from './use-deal.ts';

/** All that is known of a deal but the talk and the history. */
export function DealDetails({ view }: { view: DealView }) {
  const { t } = useTranslation('deals');
  const { deal } = view;
  const { may } = usePermissions();
  const mayEdit = may('crm', 'edit');
  const save = useSaveDeal(deal);
  const changeTags = useChangeTags(deal);
  const changeResponsible = useChangeResponsible(deal);

  return (
    <>
      <Section title={t('sections.deal')}>
        <Property label={t('fields.responsible')}>
          <MemberPicker
            label={t('fields.responsible')}
            value={deal.responsibleId}
            readOnly={!mayEdit}
            onChange={(responsibleId) => void changeResponsible(responsibleId)}
          />
        </Property>
        <Property label={t('fields.tags')}>
          <TagsField label={t('fields.tags')} tags={deal.tags} readOnly={!mayEdit} onChange={changeTags} />
        </Property>
        <Property label={t('fields.description')}>
          <InlineText
            label={t('fields.description')}
            value={deal.description}
            placeholder={t('add')}
            multiline
            maxLength={20_000}
            readOnly={!mayEdit}
            onSave={(description, over) =>
              save({ description }, { name: 'description', over, read: (newest) => newest.description })
            }
          />
        </Property>
        <VariableFields
          entity="deal"
          variables={deal.variables}
          readOnly={!mayEdit}
          on={{ dealId: deal.id }}
          onSave={(name, value, over, editable) =>
            save(
              { variables: { [name]: value } },
              { name: `variables.${name}`, over, read: (newest) => editable(newest.variables[name]) },
            )
          }
        />
      </Section>
      {view.contact && <ContactSection view={view} contact={view.contact} />}
      <TasksSection
        tasks={view.tasks}
        about={{ dealId: deal.id, dealName: deal.name, contactId: deal.contactId, contactName: deal.contactName }}
      />
      <NotesSection notes={view.notes} about={{ dealId: deal.id }} />
      <Section title={t('sections.files')}>
        <FileList on={{ dealId: deal.id }} readOnly={!mayEdit} />
      </Section>
      <OtherDeals view={view} />
    </>
  );
}
