import { createRoot } from 'react-dom/client';
import { compose } from './compose/compose.ts';
import { App } from './ui/app.tsx';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
const { actions, stores } = await compose();
createRoot(container).render(<App actions={actions} stores={stores} />);
