import { Box, type BoxProps } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './surface.module.css';

interface SurfaceProps extends BoxProps {
  readonly children: ReactNode;
  readonly labelledBy?: string;
}

/** A sheet on the page; a labelled region where `labelledBy` names its heading. */
export function Surface({ children, labelledBy, className, ...box }: SurfaceProps): ReactNode {
  return (
    <Box
      {...box}
      component={labelledBy === undefined ? 'div' : 'section'}
      aria-labelledby={labelledBy}
      className={[classes['surface'], className].join(' ')}
    >
      {children}
    </Box>
  );
}
