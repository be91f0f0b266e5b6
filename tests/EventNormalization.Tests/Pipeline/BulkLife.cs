using System;
using EventNormalization.Tests.Testing;

namespace EventNormalization.Tests.Pipeline;

/// <summary>A process that dies at a call of its stores: that call and all later ones never happen.</summary>
internal sealed class BulkLife(int callCountMax)
{
    private int _callCount;

    public bool HasEnded => _callCount > callCountMax;

    public T Limit<T>(T store)
        where T : class =>
        Interception.Around(store, (_, _, call) => ++_callCount > callCountMax ? throw new DeathException() : call());
}

/// <summary>The process is dead.</summary>
internal sealed class DeathException : Exception;
