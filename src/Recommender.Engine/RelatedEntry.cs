using System.Runtime.InteropServices;

namespace Recommender.Engine;

/// <summary>One related document.</summary>
/// <param name="Index">Index into the document ids of the lists.</param>
/// <param name="Score">Relatedness in [0, 1].</param>
/// <param name="UnlearnedPosition">Position in the unlearned order of all candidates, from 1; 0 if unknown.</param>
// Packed: a large site has millions of these in memory.
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct RelatedEntry(int Index, float Score, ushort UnlearnedPosition = 0);
