namespace Recommender.Service.Training;
