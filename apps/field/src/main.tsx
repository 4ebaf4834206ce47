import '@aftercare/ui/tokens.css'
import './hand.css'
import { applyTheme } from '@aftercare/ui'
import { startWords } from '@aftercare/words/web'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import { listenForInstall } from './shell/install.ts'
import { wordFiles } from './words.ts'

applyTheme()
listenForInstall()
await startWords(wordFiles)
createRoot(document.getElementById('root')!).render(<App />)
