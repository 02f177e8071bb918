import { Button, UnstyledButton } from '@mantine/core';
import { IconLink, IconLinkOff, IconStar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactPage, LinkView } from '../../../api/contract/contacts.ts';
import { useOperation } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { actorName } from '../../ui/actor.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { fullMoment } from '../../ui/moments.ts';
import { Section } from '../../ui/property-section.tsx';
import { LinkDialog, useFieldWords } from './link-dialog.tsx';
import { LinkPicker } from './link-picker.tsx';
import classes from './person-section.module.css';
import { SuspectCard } from './suspect-card.tsx';
import { useLinkCalls } from './use-link-calls.ts';

/** Who else this person is: linked contacts with the primary marked, how they came together, and who may be added (PRODUCT §5). */
export function PersonSection({ page }: { page: ContactPage }) {
  const { t } = useTranslation('contacts');
  const mayEdit = usePermissions().may('contacts', 'edit');
  const [picking, setPicking] = useState(false);
  const [other, setOther] = useState<string | null>(null);
  const { contact } = page;
  return (
    <Section
      title={t('person.title')}
      aside={
        mayEdit && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconLink size={14} stroke={1.8} />}
            onClick={() => setPicking(true)}
          >
            {t('link.ask')}
          </Button>
        )
      }
    >
      {page.contacts.length === 1 && <p className={classes.quiet}>{t('person.alone')}</p>}
      {page.contacts.length > 1 && <Relatives page={page} mayEdit={mayEdit} />}
      <Suggestions contactId={contact.id} mayEdit={mayEdit} onAsk={setOther} />
      <History page={page} mayEdit={mayEdit} />
      {picking && (
        <LinkPicker
          except={page.contacts.map(({ id }) => id)}
          onClose={() => setPicking(false)}
          onChosen={(id) => {
            setPicking(false);
            setOther(id);
          }}
        />
      )}
      {other && <LinkDialog contactId={contact.id} otherContactId={other} onClose={() => setOther(null)} />}
    </Section>
  );
}

function Relatives({ page, mayEdit }: { page: ContactPage; mayEdit: boolean }) {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const { makePrimary } = useLinkCalls();
  return (
    <ul className={classes.list}>
      {page.contacts.map((one) => (
        <li key={one.id} className={classes.relative}>
          <Link
            to="/p/$projectId/contacts/$contactId"
            params={{ projectId, contactId: one.id }}
            className={classes.name}
            aria-current={one.id === page.contact.id ? 'page' : undefined}
          >
            {one.name}
          </Link>
          {one.channels.map((channel) => (
            <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} />
          ))}
          {one.id === page.primaryContactId ? (
            <span className={classes.badge}>{t('primary')}</span>
          ) : (
            mayEdit && (
              <UnstyledButton className={classes.action} onClick={() => void makePrimary(one.id)}>
                <IconStar size={13} stroke={1.8} aria-hidden />
                {t('link.makePrimary')}
              </UnstyledButton>
            )
          )}
        </li>
      ))}
    </ul>
  );
}

function Suggestions({
  contactId,
  mayEdit,
  onAsk,
}: {
  contactId: string;
  mayEdit: boolean;
  onAsk: (other: string) => void;
}) {
  const { t } = useTranslation('contacts');
  const { neverLink } = useLinkCalls();
  const { data = [] } = useOperation(api.contacts.duplicates, { params: { projectId: useProjectId(), contactId } });
  if (data.length === 0) return null;
  return (
    <div className={classes.suggestions}>
      <p className={classes.quiet}>{t('duplicates.maybe')}</p>
      {data.map(({ reason, value, contact }) => (
        <div key={contact.id} className={classes.suggestion}>
          <SuspectCard contact={contact} />
          <p className={classes.quiet}>
            {t(`duplicates.reason.${reason}`)} · {value}
          </p>
          {mayEdit && (
            <div className={classes.buttons}>
              <Button size="compact-xs" variant="light" onClick={() => onAsk(contact.id)}>
                {t('link.ask')}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => void neverLink(contactId, contact.id)}
              >
                {t('link.never')}
              </Button>
            </div>
          )}
        </div>
      ))}
    </div>
  );
}

function History({ page, mayEdit }: { page: ContactPage; mayEdit: boolean }) {
  const { t } = useTranslation('contacts');
  if (page.links.length === 0) return null;
  return (
    <details className={classes.history} open={page.contacts.length > 1}>
      <summary>{t('person.history', { count: page.links.length })}</summary>
      {page.links.map((link) => (
        <HistoryLine key={link.id} link={link} mayEdit={mayEdit} />
      ))}
    </details>
  );
}

function HistoryLine({ link, mayEdit }: { link: LinkView; mayEdit: boolean }) {
  const { t, i18n } = useTranslation('contacts');
  const words = useFieldWords();
  const { unlink } = useLinkCalls();
  return (
    <div className={classes.line} data-undone={link.undoneAt !== null || undefined}>
      <p>{t('person.linked', { primary: link.contactName, other: link.otherContactName })}</p>
      {link.taken.length > 0 && (
        <p className={classes.quiet}>{t('person.taken', { fields: link.taken.map(words.name).join(', ') })}</p>
      )}
      <p className={classes.quiet}>
        {link.by && `${actorName(link.by)} · `}
        {fullMoment(link.createdAt, i18n.language)}
        {link.undoneAt && ` · ${t('person.undone', { at: fullMoment(link.undoneAt, i18n.language) })}`}
      </p>
      {mayEdit && link.undoneAt === null && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconLinkOff size={14} stroke={1.8} />}
          onClick={() => void unlink(link.id)}
        >
          {t('link.unlink')}
        </Button>
      )}
    </div>
  );
}
