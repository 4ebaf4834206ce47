import { Card, EmptyState } from '@aftercare/ui'
import { type Language, languageNames, languages, type Written, writtenIn } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './knowledge.module.css'
import type { Content } from './marks.tsx'

export const pictureAt = (id: string) => `/api/v1/article-pictures/${id}`

/** The article as the technician reads it, in any of its languages; what is missing in one is shown in another, and said so. */
export function ArticleRead({ content }: { content: Content }) {
  const { t } = useTranslation('knowledge')
  const own = useFormat().language
  const [language, setLanguage] = useState<Language>(own)
  const options = languages.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> }))
  return (
    <Card
      as="article"
      aside={
        <Segmented<Language>
          size="small"
          aria-label={t('read.language')}
          value={language}
          options={options}
          onChange={setLanguage}
        />
      }
    >
      <div className={styles.read}>
        {language !== own && (
          <h2 className={styles.readTitle}>
            <Text of={content.title} in={language} />
          </h2>
        )}
        {content.summary && (
          <p className={styles.text}>
            <Text of={content.summary} in={language} />
          </p>
        )}
        {content.steps.length === 0 && <EmptyState title={t('read.noSteps')} />}
        <ol className={styles.steps}>
          {content.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are their places
            <Step key={index} step={step} number={index + 1} language={language} />
          ))}
        </ol>
      </div>
    </Card>
  )
}

type StepProps = { step: Content['steps'][number]; number: number; language: Language }

function Step({ step, number, language }: StepProps) {
  const { t } = useTranslation('knowledge')
  return (
    <li className={styles.step}>
      <span className={styles.place} aria-hidden="true">
        {number}
      </span>
      <div className={styles.stepWords}>
        {step.caution && (
          <p className={styles.caution}>
            <strong>{t('read.caution')}</strong> <Text of={step.caution} in={language} />
          </p>
        )}
        <p className={styles.text}>
          <Text of={step.text} in={language} />
        </p>
        {step.fileId && (
          <img className={styles.picture} src={pictureAt(step.fileId)} alt={t('read.picture', { number })} />
        )}
      </div>
    </li>
  )
}

/** A text, marked when it is not there in the language that was asked for. */
function Text({ of, in: language }: { of: Written; in: Language }) {
  const { t } = useTranslation('knowledge')
  const found = writtenIn(of, language)
  if (!found) return null
  return (
    <>
      <span lang={found.language}>{found.text}</span>
      {found.language !== language && (
        <span className={styles.elsewhere}>{t('read.onlyIn', { language: t(`languageName.${found.language}`) })}</span>
      )}
    </>
  )
}
