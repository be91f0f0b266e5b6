using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace EventNormalization.Tests.Architecture;

/// <summary>Finds the types that a compiled type uses: in its shape and in the instructions of its methods.</summary>
internal static class UsedTypes
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => code.Value);

    /// <summary>Every type that <paramref name="type"/> names or calls, taken apart to its plain parts.</summary>
    public static IEnumerable<Type> Of(Type type)
    {
        IEnumerable<Type?> shape = [type.BaseType, .. type.GetInterfaces(),
            .. type.GetFields(Everything).Select(f => f.FieldType)];
        var methods = type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything));
        return shape.Concat(methods.SelectMany(OfMethod)).SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type?> OfMethod(MethodBase method)
    {
        var body = method.GetMethodBody();
        return method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType)
            .Concat(body?.LocalVariables.Select(local => local.LocalType) ?? [])
            .Concat(body is null ? [] : OfInstructions(method, body.GetILAsByteArray()!));
    }

    private static IEnumerable<Type?> OfInstructions(MethodBase method, byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)((code[at] << 8) | code[at + 1])) : code[at];
            var instruction = Codes[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod
                or OperandType.InlineTok or OperandType.InlineType)
            {
                foreach (var used in OfMember(Resolve(method, BitConverter.ToInt32(code, at))))
                {
                    yield return used;
                }
            }

            at += instruction.OperandType == OperandType.InlineSwitch
                ? 4 + (4 * BitConverter.ToInt32(code, at))
                : SizeOf(instruction.OperandType);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static IEnumerable<Type?> OfMember(MemberInfo? member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo called => [called.DeclaringType, called.ReturnType, .. called.GetGenericArguments()],
        _ => [member?.DeclaringType],
    };

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null)
        {
            return [];
        }

        if (type.HasElementType)
        {
            return Parts(type.GetElementType());
        }

        return type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
            : [type];
    }
}
