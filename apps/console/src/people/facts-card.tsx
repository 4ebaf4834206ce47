import { ifMatch } from '@aftercare/api'
import { Facts } from '@aftercare/ui'
import { languageNames } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'
import { useTranslation } from 'react-i18next'
import { MailLink, PhoneLink } from '../parties/reach.tsx'
import { api } from '../shell/api.ts'
import { cleaned } from '../shell/cleaned.ts'
import { EditableCard } from '../shell/editable-card.tsx'
import { FormShell } from '../shell/form-shell.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { PersonFields, type PersonValues } from './person-fields.tsx'
import { type Person, touched } from './person-page.tsx'

/** Who it is and how to reach them. */
export function FactsCard({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  return (
    <EditableCard
      title={t('page.facts')}
      may={can('people.change')}
      facts={<Shown person={person} />}
      form={(close) => <PersonForm person={person} onDone={close} />}
    />
  )
}

function Shown({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const { calendarDay } = useFormat()
  const facts = [
    { label: t('field.phone'), value: person.phone && <PhoneLink phone={person.phone} /> },
    { label: t('field.email'), value: person.email && <MailLink email={person.email} /> },
    { label: t('field.language'), value: languageNames[person.language] },
    { label: t('field.timeZone'), value: person.timeZone },
    { label: t('field.hiredOn'), value: person.hiredOn && calendarDay(person.hiredOn) },
    { label: t('field.leftOn'), value: person.leftOn && calendarDay(person.leftOn) },
  ]
  return <Facts facts={facts.filter((fact) => fact.value)} />
}

function PersonForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const save = useChange(
    ({ values, version }: { values: PersonValues; version: string | number }) =>
      api.PATCH('/api/v1/people/{id}', {
        params: { path: { id: person.id } },
        body: cleaned(pick(values)),
        headers: ifMatch(version),
      }),
    { paths: touched, done: t('common:saved'), next: onDone },
  )
  const names = Object.fromEntries(fields.map((field) => [field, t(`field.${field}`)]))
  return (
    <FormShell<PersonValues>
      busy={save.isPending}
      error={save.error}
      submitLabel={t('common:do.save')}
      initial={person}
      fieldNames={names}
      onCancel={onDone}
      onSubmit={(values) => save.mutate({ values, version: person.version })}
      onResolve={(values, version) => save.mutate({ values, version })}
    >
      <PersonFields known />
    </FormShell>
  )
}

const fields = ['name', 'email', 'phone', 'language', 'timeZone', 'hiredOn', 'leftOn'] as const
const pick = (values: PersonValues) =>
  Object.fromEntries(fields.map((field) => [field, values[field]])) as unknown as PersonValues
