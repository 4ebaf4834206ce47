import { EmptyState, Icon, SkeletonRows } from '@aftercare/ui'
import { languageNames } from '@aftercare/words'
import { useFormat } from '@aftercare/words/web'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useArticle } from '../data/articles.ts'
import { ARTICLE_PICTURES } from '../data/drawings.ts'
import type { Article } from '../data/store.ts'
import { StepPicture } from '../job/step-picture.tsx'
import { paths } from '../paths.ts'
import { Bar } from '../shell/bar.tsx'
import { useSession } from '../shell/session.ts'
import styles from './articles.module.css'
import { DidItHelp } from './did-it-help.tsx'
import { useWritten } from './written.ts'

/** One article, from the phone: opened at a job it leads back there, and what is said of it names the visit. */
export function ArticlePage() {
  const { t } = useTranslation('field-articles')
  const { id: visitId, articleId } = useParams({ strict: false }) as { id?: string; articleId: string }
  const article = useArticle(articleId)
  return (
    <>
      <Bar title={article?.number ?? t('title')} back={visitId ? paths.visit(visitId) : paths.articles()} />
      {article === undefined && <SkeletonRows rows={8} height={56} />}
      {article === null && <EmptyState icon="search" title={t('gone')} hint={t('goneHint')} />}
      {article && (
        <div className={styles.page}>
          <Read article={article} />
          <DidItHelp article={article} visitId={visitId ?? null} />
        </div>
      )}
    </>
  )
}

function Read({ article }: { article: Article }) {
  const { t } = useTranslation('field-articles')
  const { dates } = useFormat()
  const { person } = useSession()
  const written = useWritten()
  const title = written(article.title)
  const others = [article.title, article.summary, ...article.steps.flatMap(({ text, caution }) => [text, caution])]
    .map(written)
    .filter((one) => one.isOther)
  const languages = [...new Set(others.map((one) => languageNames[one.language]))]
  return (
    <>
      <h2 className={styles.title} lang={title.language}>
        {title.text}
      </h2>
      <p className={styles.quiet}>
        {t(`kind.${article.kind}`)} · {t('version', { version: article.version })} ·{' '}
        {dates(person.timeZone).day(article.publishedAt)}
      </p>
      {languages.length > 0 && <p className={styles.note}>{t('otherLanguage', { language: languages.join(' · ') })}</p>}
      {article.summary && <p lang={written(article.summary).language}>{written(article.summary).text}</p>}
      <ol className={styles.steps}>
        {article.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
          <Step key={index} step={step} number={index + 1} />
        ))}
      </ol>
    </>
  )
}

function Step({ step, number }: { step: Article['steps'][number]; number: number }) {
  const { t } = useTranslation('field-articles')
  const written = useWritten()
  const { text, language } = written(step.text)
  const caution = step.caution && written(step.caution)
  return (
    <li className={styles.step}>
      {caution && (
        <p className={styles.caution} lang={caution.language}>
          <Icon name="warning" size={20} label={t('caution')} />
          <span>{caution.text}</span>
        </p>
      )}
      <p lang={language}>{text}</p>
      {step.fileId && <StepPicture id={step.fileId} from={ARTICLE_PICTURES} title={t('picture', { number })} />}
    </li>
  )
}
