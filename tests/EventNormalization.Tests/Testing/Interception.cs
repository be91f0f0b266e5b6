using System;
using System.Reflection;
using System.Threading.Tasks;

namespace EventNormalization.Tests.Testing;

/// <summary>Puts something between the callers of a contract and what keeps it.</summary>
public class Interception : DispatchProxy
{
    private object _inner = new();
    private Interceptor _interceptor = (_, _, call) => call();

    /// <summary>Is given the method and its arguments, which it may change, and calls on or does not.</summary>
    public delegate object? Interceptor(MethodInfo method, object?[] arguments, Func<object?> call);

    /// <summary>Wraps what keeps a contract.</summary>
    public static T Around<T>(T inner, Interceptor interceptor)
        where T : class => As<T>(inner, interceptor);

    /// <summary>Wraps what keeps a part of a contract; the interceptor answers for the rest.</summary>
    public static T As<T>(object inner, Interceptor interceptor)
        where T : class
    {
        var proxy = Create<T, Interception>();
        var interception = (Interception)(object)proxy;
        (interception._inner, interception._interceptor) = (inner, interceptor);
        return proxy;
    }

    /// <summary>An answer, as an interceptor returns it.</summary>
    public static object Boxed<T>(ValueTask<T> answer) => answer;

    /// <summary>Changes an answer.</summary>
    public static async ValueTask<T> After<T>(object? answer, Func<T, ValueTask<T>> change) =>
        await change(await (ValueTask<T>)answer!);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var arguments = args ?? [];
        return _interceptor(targetMethod!, arguments, () => targetMethod!.Invoke(
            _inner, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }
}
