using System;
using EventNormalization.Storage;

namespace EventNormalization.Tests.Testing;

/// <summary>A store with a planted fault, and the sentence whose check must find it.</summary>
internal sealed record Mutant(string Sentence, string Fault, Func<IEventStore> Make);
