import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { problem } from '#stores/problem.ts';
import { Page } from './page.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface CrashGuardProps {
  readonly children: ReactNode;
}

interface CrashGuardState {
  readonly failure: { readonly message: string } | null;
}

/** Says so where a screen fails to draw, instead of leaving the page blank. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { failure: null };

  static getDerivedStateFromError(error: unknown): CrashGuardState {
    return { failure: { message: error instanceof Error ? error.message : String(error) } };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <Page title="This screen failed" width="reading">
        <ProblemAlert problem={problem('unexpected', failure.message)}>
          <Button
            onClick={() => {
              location.reload();
            }}
          >
            Load the page again
          </Button>
        </ProblemAlert>
      </Page>
    );
  }
}
