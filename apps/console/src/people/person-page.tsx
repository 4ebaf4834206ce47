import type { Answer } from '@aftercare/api'
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { $api } from '../shell/api.ts'
import { useParam } from '../shell/go.tsx'
import { useFresh } from '../shell/live.ts'
import { PageHeader, TwoColumns } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { AbsencesCard } from './absences-card.tsx'
import { AccessCard } from './access-card.tsx'
import { ActiveTag } from './active-tag.tsx'
import { CertificatesCard } from './certificates-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { History } from './history.tsx'
import { LeaveButton } from './leave-button.tsx'
import { PhonesCard } from './phones-card.tsx'
import { RolesCard } from './roles-card.tsx'
import { ShiftsCard } from './shifts-card.tsx'
import { SkillsCard } from './skills-card.tsx'
import { WorkRulesCard } from './work-rules-card.tsx'

export type Person = Answer<'/api/v1/people/{id}'>

/** What every change of a person makes stale. */
export const touched = ['/api/v1/people', '/api/v1/people/{id}', '/api/v1/events', '/api/v1/certificates'] as const

/** One person: who they are, what they may, what they can, when they work. */
export function PersonPage() {
  const id = useParam('id')
  const query = $api.useQuery('get', '/api/v1/people/{id}', { params: { path: { id } } })
  useFresh({ subject: 'person', id, paths: ['/api/v1/people/{id}', '/api/v1/events'] })
  return <QueryState query={query}>{(person) => <Page person={person} />}</QueryState>
}

function Page({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  return (
    <>
      <PageHeader
        back={{ to: paths.people(), label: t('title') }}
        number={person.number}
        title={person.name}
        status={<ActiveTag isActive={person.isActive} />}
        actions={<LeaveButton person={person} />}
      />
      <TwoColumns
        main={
          <>
            <ShiftsCard person={person} />
            <WorkRulesCard person={person} />
            <AbsencesCard person={person} />
            <CertificatesCard person={person} />
            <History subjectType="person" id={person.id} zone={person.timeZone} book="people" />
          </>
        }
        side={
          <>
            <FactsCard person={person} />
            <AccessCard person={person} />
            <PhonesCard personId={person.id} />
            <RolesCard person={person} />
            <SkillsCard person={person} />
          </>
        }
      />
    </>
  )
}
