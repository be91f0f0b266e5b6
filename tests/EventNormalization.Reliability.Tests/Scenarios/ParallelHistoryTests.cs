using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using EventNormalization.Cli.Tests;
using EventNormalization.Pipeline;
using EventNormalization.Reliability.Tests.Harness;
using EventNormalization.Sqlite;
using EventNormalization.Storage;
using EventNormalization.Totals;
using Xunit;

namespace EventNormalization.Reliability.Tests.Scenarios;

/// <summary>
/// What threads do at once to one store ends as if they had done it one after the other, in some order.
/// </summary>
public sealed class ParallelHistoryTests
{
    [Fact]
    public void Identical_events_sent_at_once_into_memory_end_as_if_sent_one_after_the_other() =>
        Sample(() => new Intake(), Effort.Of(40, 800));

    [Fact]
    public void Identical_events_sent_at_once_into_a_file_end_as_if_sent_one_after_the_other() =>
        Sample(() => new Intake(new TemporaryFolder()), Effort.Of(10, 60));

    [Fact]
    public void A_planted_bug_is_found() =>
        Assert.ThrowsAny<CsCheckException>(() => Sample(() => new Intake(isChecking: true), 800));

    private static void Sample(Func<Intake> open, int count)
    {
        var send = Gen.Int[0, 2].Operation<Intake>((intake, number) => intake.Send(number));
        var read = Gen.Const(0).Operation<Intake>((intake, _) => intake.Read());

        // Each intake is one history's own; a folder goes with its last look.
        Gen.Const(0).Select(_ => open()).SampleParallel(
            send,
            read,
            (left, right) => left.End() == right.End(),
            iter: count,
            threads: 3,
            print: intake => intake.End());
    }

    /// <summary>A pipeline over empty stores, and how often each event was answered Accepted.</summary>
    private sealed class Intake
    {
        private readonly TemporaryFolder? _folder;
        private readonly IEventStore _events;
        private readonly IFailedEventQueue _failed;
        private readonly EventPipeline _pipeline;
        private readonly ConcurrentQueue<int> _accepted = [];
        private readonly List<int>? _checked;
        private readonly Lazy<string> _end;

        public Intake(TemporaryFolder? folder = null, bool isChecking = false)
        {
            _folder = folder;
            _checked = isChecking ? [] : null;
            var failed = folder is null ? null : SqliteFailedEventStore.Open(folder.PathOf("s.db.failed"));
            _failed = failed is null ? new InMemoryFailedEventStore() : failed;
            _events = folder is null
                ? new InMemoryEventStore()
                : SqliteEventStore.Open(
                    folder.PathOf("s.db"),
                    NumberedEvents.Identifier.Schemas,
                    new SqliteStoreOptions { FailedEvents = failed });
            _pipeline = new EventPipeline(NumberedEvents.Identifier, _events, _failed);
            _end = new Lazy<string>(Describe);
        }

        public void Send(int number)
        {
            if (_checked is not null)
            {
                SendUnlocked(_checked, number);
                return;
            }

            if (Wait(_pipeline.IngestAsync(NumberedEvents.Raw(number))).Outcome == IngestOutcome.Accepted)
            {
                _accepted.Enqueue(number);
            }
        }

        public void Read() => Wait(_events.ReadTotalsAsync(TotalsQuery.All));

        /// <summary>What is stored, counted and answered.</summary>
        public string End() => _end.Value;

        private string Describe()
        {
            var total = Wait(_events.ReadTotalsAsync(TotalsQuery.All)).Single();
            var seen = Wait(ReadAsync(_events));
            var accepted = string.Join(' ', _accepted.Order());
            (_events as IDisposable)?.Dispose();
            (_failed as IDisposable)?.Dispose();
            _folder?.Dispose();
            return $"{total.Count} events of {total.Sum}: {seen}; accepted {accepted}";
        }

        /// <summary>Looks whether it is there, and then acts: what every store must not do.</summary>
        private void SendUnlocked(List<int> known, int number)
        {
            bool isKnown;
            lock (known)
            {
                isKnown = known.Contains(number);
            }

            System.Threading.Thread.Yield();
            if (!isKnown)
            {
                lock (known)
                {
                    known.Add(number);
                }

                _accepted.Enqueue(number);
            }
        }

        private static async ValueTask<string> ReadAsync(IEventStore events)
        {
            var seen = new List<string>();
            await foreach (var stored in events.QueryAsync(EventQuery.All))
            {
                seen.Add(FormattableString.Invariant($"{stored.Event.Id} x {stored.Occurrences}"));
            }

            return string.Join(", ", seen.Order(StringComparer.Ordinal));
        }

        // Histories are run by threads of CsCheck's, which do not wait otherwise.
        private static T Wait<T>(ValueTask<T> task) => Task.Run(task.AsTask).GetAwaiter().GetResult();
    }
}
