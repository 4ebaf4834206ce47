import { Icon } from '@aftercare/ui'
import { Button, Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './order-page.module.css'

/** Who else has to be there at the same time: what each of them has to be able to do. */
export function CrewFields({ options }: { options: { value: string; label: string }[] }) {
  const { t } = useTranslation(['dispatch', 'common'])
  return (
    <Form.List name="crew">
      {(seats, { add, remove }) => (
        <>
          {seats.map(({ key, name }) => (
            <div key={key} className={styles.seat}>
              <Form.Item name={[name, 'skillCodes']} label={t('crew.seat', { n: name + 2 })}>
                <Select mode="multiple" optionFilterProp="label" options={options} placeholder={t('crew.any')} />
              </Form.Item>
              <Button
                type="text"
                icon={<Icon name="close" size={16} />}
                aria-label={t('common:do.remove')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {seats.length < 5 && (
            <Form.Item>
              <Button type="dashed" onClick={() => add({ skillCodes: [] })}>
                {t('crew.add')}
              </Button>
            </Form.Item>
          )}
        </>
      )}
    </Form.List>
  )
}
