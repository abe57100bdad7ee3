package io.freeflow.core.road;

/** Anything that travels between stages. Each kind has its topic. */
public sealed interface Message
        permits RawRecord,
                Mark,
                Reading,
                SensorPlace,
                DeadLetter,
                LetterPassed,
                WindowPart,
                Forecast,
                ScoreSheet,
                Alert,
                AlertAct,
                SensorHealth,
                Imputation,
                Incident,
                LedgerEntry,
                FeedState {}
