import { ifMatch } from '@aftercare/api'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../shell/api.ts'
import { useCan, useSession } from '../shell/session.ts'
import { useChange } from '../shell/use-change.ts'
import { type Person, touched } from './person-page.tsx'

/** Ends somebody's access, or lets them in again. */
export function LeaveButton({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const { person: reader } = useSession()
  const [modal, holder] = Modal.useModal()
  const request = { params: { path: { id: person.id } }, headers: ifMatch(person.version) }
  const way = '/api/v1/people/{id}/deactivation'
  const { name } = person
  const end = useChange(() => api.PUT(way, request), {
    paths: touched,
    done: t('page.deactivated', { name }),
    tellRefusal: true,
  })
  const back = useChange(() => api.DELETE(way, request), {
    paths: touched,
    done: t('page.reactivated', { name }),
    tellRefusal: true,
  })
  if (!can('people.invite') || !person.mayChange || person.id === reader.id) return null
  const ask = async () => {
    const title = t('page.deactivateTitle', { name })
    const sure = await modal.confirm({
      title,
      content: t('page.deactivateHint'),
      okText: t('page.deactivate'),
      okButtonProps: { danger: true },
    })
    if (sure) end.mutate(undefined)
  }
  return (
    <>
      {holder}
      {person.isActive ? (
        <Button danger loading={end.isPending} onClick={() => void ask()}>
          {t('page.deactivate')}
        </Button>
      ) : (
        <Button type="primary" loading={back.isPending} onClick={() => back.mutate(undefined)}>
          {t('page.reactivate')}
        </Button>
      )}
    </>
  )
}
