using System;
using System.Collections.Generic;
using System.Threading;
using EventNormalization.Storage;

namespace EventNormalization.Sqlite;

/// <summary>The problems that a verification finds, and how far it is.</summary>
internal sealed class Findings(Action<VerificationProgress>? onProgress, CancellationToken cancellationToken)
{
    private const int KeptMax = 100;
    private const int RowsBetween = 4096;

    private readonly List<string> _kept = [];
    private string _step = "";
    private long _rowCount;

    public IReadOnlyList<string> Kept => _kept;

    public long Count { get; private set; }

    /// <summary>Does one step; what it cannot read is a problem, and the next step goes on.</summary>
    public void Take(string step, Action<Findings> check)
    {
        (_step, _rowCount) = (step, 0);
        onProgress?.Invoke(new VerificationProgress(step, 0));
        try
        {
            check(this);
        }
        catch (Exception error) when (IsDamage(error))
        {
            Add(error.Message);
        }
    }

    /// <summary>Adds a problem.</summary>
    public void Add(string problem)
    {
        Count++;
        if (_kept.Count < KeptMax)
        {
            _kept.Add(problem);
        }
    }

    /// <summary>A row was read.</summary>
    public void OnRow()
    {
        if (++_rowCount % RowsBetween == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            onProgress?.Invoke(new VerificationProgress(_step, _rowCount));
        }
    }

    /// <summary>Whether an error says that what was read is not what was written.</summary>
    public static bool IsDamage(Exception error) => error is StoreCorruptedException or SqliteStoreException
        or ArgumentException or FormatException or OverflowException or InvalidOperationException;
}
