import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './importing.module.css'

type MapProps = {
  name: 'statusMap' | 'priorityMap'
  title: string
  /** How what it means is called: the label of each choice. */
  means: string
  choices: { value: string; label: string }[]
}

/** What each value of a column in the file means here; a value the first rows do not show can be added. */
export function ValueMap({ name, title, means, choices }: MapProps) {
  const { t } = useTranslation('requests')
  return (
    <Form.List name={name}>
      {(rows, { add }) => (
        <fieldset className={styles.states}>
          <legend className={styles.legend}>{title}</legend>
          {rows.map((row) => (
            <div key={row.key} className={styles.state}>
              <Form.Item name={[row.name, 'value']} noStyle>
                <Input aria-label={t('importing.valueInFile')} />
              </Form.Item>
              <Form.Item name={[row.name, 'means']} noStyle>
                <Select aria-label={means} allowClear options={choices} />
              </Form.Item>
            </div>
          ))}
          <button type="button" className={styles.addState} onClick={() => add({ value: '' })}>
            {t('importing.addValue')}
          </button>
        </fieldset>
      )}
    </Form.List>
  )
}
