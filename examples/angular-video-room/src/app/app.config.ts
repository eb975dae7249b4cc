import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideClientHydration, withEventReplay } from '@angular/platform-browser';
import { map } from 'rxjs';
import { webStore } from 'rxjs-janus';
import { provideJanus, withWebSocket } from 'rxjs-janus/angular';
import { Line } from './line';
import { ServerConfig } from './server-config';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideClientHydration(withEventReplay()),
    provideJanus({
      transport: withWebSocket(() => {
        const [config, line] = [inject(ServerConfig), inject(Line)];
        return {
          url: () => config.read$.pipe(map(({ url }) => url)),
          makeWebSocket: (url, protocols) => line.open(url, protocols),
        };
      }),
      // A reload finds the session where it was.
      store: webStore(() => sessionStorage),
    }),
  ],
};
