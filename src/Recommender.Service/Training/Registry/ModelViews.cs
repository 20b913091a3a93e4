namespace Recommender.Service.Training.Registry;
