import { type Answer, ifMatch } from '@aftercare/api'
import { Card } from '@aftercare/ui'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamed } from '../assets/named.ts'
import { paths } from '../paths.ts'
import styles from '../settings/settings.module.css'
import { $api, api } from '../shell/api.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { QueryState } from '../shell/query-state.tsx'
import { useCan } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { ChecklistForm } from './checklist-form.tsx'

export type Checklist = Answer<'/api/v1/checklists'>['items'][number]

/** The list that comes with the product: nobody changes it, it is where an own one begins. */
const STANDARD = '0197f000-0000-7000-8000-000000000051'
export const isOwn = (list: Checklist) => list.id !== STANDARD

/** What technicians go through at a visit. A changed list is a new version; visits that began with the old one keep it. */
export function Checklists() {
  const { t } = useTranslation(['field-work', 'people', 'common'])
  const named = useNamed()
  const may = useCan()('field_work.checklists')
  const [edited, setEdited] = useState<Checklist | 'new' | null>(null)
  const query = $api.useQuery('get', '/api/v1/checklists', {})
  const say = (list: Checklist) => (isOwn(list) ? t('common:do.edit') : t('checklists.makeOwn'))
  return (
    <>
      <PageHeader
        back={{ to: paths.settings(), label: t('people:settings.title') }}
        title={t('checklists.title')}
        actions={
          may && (
            <Button type="primary" onClick={() => setEdited('new')}>
              {t('checklists.add')}
            </Button>
          )
        }
      />
      <QueryState query={query}>
        {({ items }) => (
          <div className={styles.page}>
            <p className={styles.hint}>{t('checklists.hint')}</p>
            <Card>
              <ul className={styles.list}>
                {items.map((list) => (
                  <li key={list.id} className={styles.row}>
                    <strong className={styles.main}>{named(list.name)}</strong>
                    <Scope list={list} />
                    <span className={styles.note}>{t('checklists.steps', { count: list.items.length })}</span>
                    {isOwn(list) && (
                      <span className={styles.note}>{t('checklists.version', { version: list.version })}</span>
                    )}
                    {may && isOwn(list) && <Withdraw list={list} />}
                    {may && (
                      <Button
                        type="text"
                        size="small"
                        aria-label={`${say(list)}: ${named(list.name)}`}
                        onClick={() => setEdited(list)}
                      >
                        {say(list)}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Card>
          </div>
        )}
      </QueryState>
      <Modal
        open={edited !== null}
        width={1200}
        title={edited === 'new' || edited === null ? t('checklists.add') : named(edited.name)}
        footer={null}
        onCancel={() => setEdited(null)}
        closable={{ 'aria-label': t('common:do.close') }}
        destroyOnHidden
      >
        {edited && <ChecklistForm list={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />}
      </Modal>
    </>
  )
}

/** Out of use for the visits to come; the toast offers the way back. */
function Withdraw({ list }: { list: Checklist }) {
  const { t } = useTranslation(['field-work', 'common'])
  const named = useNamed()
  const path = '/api/v1/checklists/{id}/withdrawal'
  const init = { params: { path: { id: list.id } }, headers: ifMatch(list.version) }
  const withdraw = useChange((_: undefined) => api.PUT(path, init), {
    paths: ['/api/v1/checklists'],
    done: t('checklists.withdrawn', { name: named(list.name) }),
    undo: () => api.DELETE(path, init),
    tellRefusal: true,
  })
  return (
    <Button
      type="text"
      size="small"
      danger
      loading={withdraw.isPending}
      aria-label={`${t('checklists.withdraw')}: ${named(list.name)}`}
      onClick={() => withdraw.mutate(undefined)}
    >
      {t('checklists.withdraw')}
    </Button>
  )
}

/** For which requests and products it is. */
function Scope({ list }: { list: Checklist }) {
  const { t } = useTranslation(['field-work', 'requests', 'assets'])
  const named = useNamed()
  const families = $api.useQuery('get', '/api/v1/families', { params: { query: { limit: 200 } } }).data?.items ?? []
  const family = families.find((one) => one.id === list.familyId)
  const kind = list.kind === '*' ? t('checklists.everyKind') : t(`requests:kind.${list.kind as 'repair'}`)
  return (
    <span className={styles.note}>
      {[kind, family ? named(family.name) : t('assets:catalogue.everyFamily')].join(' · ')}
    </span>
  )
}
