using Recommender.Engine.Candidates;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class IdLookupTests
{
    [Fact]
    public void Lookup_matches_a_dictionary_after_any_number_of_resets()
    {
        var random = new Random(5);
        var lookup = new IdLookup();
        for (var round = 0; round < 200; round++)
        {
            var range = round % 2 == 0 ? 500 : int.MaxValue;
            var ids = Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(range)).Distinct().ToArray();
            var dictionary = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
            lookup.Reset(ids);
            foreach (var id in ids.Concat(Enumerable.Range(0, 500)))
            {
                Assert.Equal(dictionary.GetValueOrDefault(id, -1), lookup.Find(id));
            }
        }
    }

    [Fact]
    public void Probable_positions_contain_all_matches_and_few_others_in_order()
    {
        var random = new Random(6);
        var lookup = new IdLookup();
        var (asked, there, probable) = (0, 0, 0);
        for (var length = 0; length < 300; length++)
        {
            var known = Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(100_000)).Distinct().ToArray();
            lookup.Reset(known);
            int[] ids = [.. Enumerable.Range(0, length)
                .Select(_ => random.Next(4) == 0 && known.Length > 0 ? known[random.Next(known.Length)] : random.Next(100_000))];
            var found = lookup.Probable(ids).ToArray();
            var held = Enumerable.Range(0, length).Where(i => known.Contains(ids[i])).ToArray();
            Assert.Equal(found.Order().Distinct(), found);
            Assert.Empty(held.Except(found));
            Assert.All(found, i => Assert.Equal(Array.IndexOf(known, ids[i]), lookup.FindProbable(ids[i])));
            (asked, there, probable) = (asked + length, there + held.Length, probable + found.Length);
        }

        Assert.True(there > asked / 8);
        Assert.True(probable - there < asked / 20, $"{probable} of {asked}, of which {there} are present");
    }
}
