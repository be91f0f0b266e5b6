using System;

namespace EventNormalization.Storage;

/// <summary>Keeps every event once, with its raw bytes, its occurrences and the totals that depend on it.</summary>
/// <remarks>What is promised is said by its two sides. Dispose it when nothing uses it any more.</remarks>
public interface IEventStore : IEventAppender, IEventReader, IAsyncDisposable;
