<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Reconstruction error (MSE)</source>
    <translation>Error de reconstrucción (ECM)</translation>
  </message>
  <message>
    <source>How far the picture is from what the model makes of it, pixel by pixel. Whatever is dark and simple has a small error, normal or not.</source>
    <translation>Cuánto dista la imagen de lo que el modelo hace de ella, píxel a píxel. Lo oscuro y sencillo tiene un error pequeño, sea normal o no.</translation>
  </message>
  <message>
    <source>Reconstruction error (SSIM)</source>
    <translation>Error de reconstrucción (SSIM)</translation>
  </message>
  <message>
    <source>1 minus the structural similarity of the picture and its reconstruction: edges and texture count, the level of brightness counts little.</source>
    <translation>1 menos la similitud estructural entre la imagen y su reconstrucción: cuentan los bordes y la textura; el nivel de brillo, poco.</translation>
  </message>
  <message>
    <source>Negative ELBO</source>
    <translation>ELBO negativa</translation>
  </message>
  <message>
    <source>How many nats the model's bound says that the picture costs: reconstruction and divergence from the prior together. Simple pictures cost little, even strange ones.</source>
    <translation>Cuántos nats cuesta la imagen según la cota del modelo: reconstrucción y divergencia respecto a la distribución a priori. Las imágenes sencillas cuestan poco, aunque sean extrañas.</translation>
  </message>
  <message>
    <source>Latent distance (Mahalanobis)</source>
    <translation>Distancia latente (Mahalanobis)</translation>
  </message>
  <message>
    <source>How many standard deviations the picture's code lies from the mean code of normal training pictures. Right where those codes form one cloud.</source>
    <translation>A cuántas desviaciones típicas está el código de la imagen del código medio de las imágenes normales de entrenamiento. Adecuada si esos códigos forman una sola nube.</translation>
  </message>
  <message>
    <source>Neighbours</source>
    <translation>Vecinos</translation>
  </message>
  <message>
    <source>Latent distance (nearest neighbours)</source>
    <translation>Distancia latente (vecinos más próximos)</translation>
  </message>
  <message>
    <source>The mean distance of the picture's code to the five nearest codes of normal training pictures, in Mahalanobis' metric. It follows clouds of any shape.</source>
    <translation>La distancia media del código de la imagen a los cinco códigos más próximos de imágenes normales de entrenamiento, con la métrica de Mahalanobis. Sigue nubes de cualquier forma.</translation>
  </message>
  <message>
    <source>SSIM + neighbours</source>
    <translation>SSIM + vecinos</translation>
  </message>
  <message>
    <source>SSIM and nearest neighbours together</source>
    <translation>SSIM y vecinos más próximos a la vez</translation>
  </message>
  <message>
    <source>The mean of two scores, each standardised by normal pictures: what the decoder fails to draw, and what the encoder puts where nothing normal lies.</source>
    <translation>La media de dos puntuaciones, tipificadas con imágenes normales: lo que el decodificador no logra dibujar y lo que el codificador sitúa donde no hay nada normal.</translation>
  </message>
  <message>
    <source>Discriminator</source>
    <translation>Discriminador</translation>
  </message>
  <message>
    <source>Discriminator’s doubt</source>
    <translation>Duda del discriminador</translation>
  </message>
  <message>
    <source>How sure the discriminator is that the picture was made. It learned to tell real from made, not normal from abnormal, so expect little.</source>
    <translation>Hasta qué punto el discriminador cree que la imagen es generada. Aprendió a distinguir lo real de lo generado, no lo normal de lo anómalo: no esperes mucho.</translation>
  </message>
  <message>
    <source>AnoGAN: inversion and features</source>
    <translation>AnoGAN: inversión y características</translation>
  </message>
  <message>
    <source>Looks for the latent whose picture is closest, then adds up what is left in pixels and in the discriminator's features. Hundreds of steps a picture: it is slow.</source>
    <translation>Busca el latente cuya imagen más se parece y suma lo que queda en píxeles y en las características del discriminador. Cientos de pasos por imagen: es lento.</translation>
  </message>
  <message>
    <source>Likelihood</source>
    <translation>Verosimilitud</translation>
  </message>
  <message>
    <source>Negative log-likelihood</source>
    <translation>Log-verosimilitud negativa</translation>
  </message>
  <message>
    <source>Minus the exact log-probability that the model gives the picture, in nats. Smooth and dark pictures are cheap: they may look more normal than the normal ones.</source>
    <translation>Menos el logaritmo de la probabilidad exacta que el modelo da a la imagen, en nats. Las imágenes lisas y oscuras son baratas: pueden parecer más normales que las normales.</translation>
  </message>
  <message>
    <source>Typicality</source>
    <translation>Tipicidad</translation>
  </message>
  <message>
    <source>Distance from typical likelihood</source>
    <translation>Distancia a la verosimilitud típica</translation>
  </message>
  <message>
    <source>How far the picture's log-likelihood (or its bound) lies from the mean of normal training pictures, on either side. Too likely is suspicious too.</source>
    <translation>Cuánto dista la log-verosimilitud de la imagen (o su cota) de la media de las imágenes normales de entrenamiento, por uno u otro lado. Lo demasiado verosímil también es sospechoso.</translation>
  </message>
  <message>
    <source>Confidence</source>
    <translation>Confianza</translation>
  </message>
  <message>
    <source>Classifier's confidence</source>
    <translation>Confianza del clasificador</translation>
  </message>
  <message>
    <source>1 minus the probability of the likeliest class: a baseline that needs a classifier. A classifier is sure of many pictures that belong to no class.</source>
    <translation>1 menos la probabilidad de la clase más probable: una referencia que necesita un clasificador. Un clasificador está seguro de muchas imágenes que no son de ninguna clase.</translation>
  </message>
  <message>
    <source>A likelihood that prefers digits</source>
    <translation>Una verosimilitud que prefiere los dígitos</translation>
  </message>
  <message>
    <source>Trained on clothes, the VAE gives digits the better bound: they are darker and simpler. The reconstruction error of the same model tells them apart (Nalisnick et al. 2019).</source>
    <translation>Entrenado con ropa, el VAE da mejor cota a los dígitos: son más oscuros y sencillos. El error de reconstrucción del mismo modelo sí los distingue (Nalisnick et al. 2019).</translation>
  </message>
  <message>
    <source>A detector below chance</source>
    <translation>Un detector peor que el azar</translation>
  </message>
  <message>
    <source>The 1 is to be found among the other digits, and every 1 costs fewer nats than any of them: call the opposite and it would be nearly perfect. Typicality takes both sides as strange.</source>
    <translation>Hay que encontrar el 1 entre los demás dígitos, y casi todo 1 cuesta menos nats que ellos: diciendo lo contrario sería casi perfecto. La tipicidad considera extraños ambos lados.</translation>
  </message>
  <message>
    <source>An autoencoder that has seen everything</source>
    <translation>Un autoencoder que lo ha visto todo</translation>
  </message>
  <message>
    <source>Only bags are normal, but the model was trained on all clothes and draws the others better than bags. The distance to the codes of bags still works.</source>
    <translation>Solo los bolsos son normales, pero el modelo se entrenó con toda la ropa y dibuja mejor lo demás que los bolsos. La distancia a los códigos de los bolsos sí funciona.</translation>
  </message>
  <message>
    <source>A discriminator asked the wrong question</source>
    <translation>Un discriminador al que se pregunta otra cosa</translation>
  </message>
  <message>
    <source>It learned to tell photographs of clothes from its own generator's, and says nothing of use about digits, which neither of the two has ever shown it.</source>
    <translation>Aprendió a distinguir las fotos de ropa de las de su propio generador, y nada útil dice de los dígitos, que nadie le ha mostrado jamás.</translation>
  </message>
  <message>
    <source>A classifier sure of nonsense</source>
    <translation>Un clasificador seguro de disparates</translation>
  </message>
  <message>
    <source>Many digits are called a piece of clothing with full confidence. Compare with the distance to the features of real clothes.</source>
    <translation>Muchos dígitos se clasifican como una prenda con plena confianza. Compáralo con la distancia a las características de la ropa real.</translation>
  </message>
  <message>
    <source>A case for reconstruction errors: the heat maps lie where the blocks are missing.</source>
    <translation>Un caso para los errores de reconstrucción: los mapas de calor señalan dónde faltan los bloques.</translation>
  </message>
  <message>
    <source>Learning what is normal</source>
    <translation>Aprendiendo qué es normal</translation>
  </message>
  <message>
    <source>Choose another score, or another model.</source>
    <translation>Elige otra puntuación u otro modelo.</translation>
  </message>
  <message>
    <source>Nothing that this model can do tells normal from abnormal.</source>
    <translation>Nada de lo que este modelo sabe hacer distingue lo normal de lo anómalo.</translation>
  </message>
  <message>
    <source>{count} normal pictures are too few to learn from.</source>
    <translation>{count} imágenes normales son muy pocas para aprender de ellas.</translation>
  </message>
  <message>
    <source>At least {count} are needed.</source>
    <translation>Se necesitan al menos {count}.</translation>
  </message>
  <message>
    <source>Scoring {count} pictures</source>
    <translation>Puntuando {count} imágenes</translation>
  </message>
  <message>
    <source>This model has no score called {name}.</source>
    <translation>Este modelo no tiene ninguna puntuación llamada {name}.</translation>
  </message>
  <message>
    <source>The score {name} is not a number for some pictures.</source>
    <translation>La puntuación {name} no es un número para algunas imágenes.</translation>
  </message>
  <message>
    <source>Its scores are: {names}.</source>
    <translation>Sus puntuaciones son: {names}.</translation>
  </message>
  <message>
    <source>There are no pictures in one of the groups.</source>
    <translation>Uno de los grupos no tiene imágenes.</translation>
  </message>
  <message>
    <source>Normal pictures are needed to learn from and to test with, and abnormal ones. Of a folder of normal pictures a tenth is kept for testing.</source>
    <translation>Se necesitan imágenes normales para aprender y para probar, e imágenes anómalas. De una carpeta de imágenes normales se reserva una décima parte para probar.</translation>
  </message>
  <message>
    <source>{normal} against {abnormal}</source>
    <translation>{normal} frente a {abnormal}</translation>
  </message>
  <message>
    <source>the rest</source>
    <translation>el resto</translation>
  </message>
  <message>
    <source>Name some normal classes, another data set, or a kind of damage.</source>
    <translation>Indica clases normales, otro conjunto de datos o un tipo de daño.</translation>
  </message>
  <message>
    <source>Every class of {data} is normal: nothing is left to be found.</source>
    <translation>Todas las clases de {data} son normales: no queda nada que encontrar.</translation>
  </message>
  <message>
    <source>Score how abnormal pictures are, and measure how well that works.</source>
    <translation>Puntúa lo anómalas que son las imágenes y mide lo bien que funciona.</translation>
  </message>
  <message>
    <source>score</source>
    <translation>puntuación</translation>
  </message>
  <message>
    <source>threshold</source>
    <translation>umbral</translation>
  </message>
  <message>
    <source>precision</source>
    <translation>precisión</translation>
  </message>
  <message>
    <source>recall</source>
    <translation>exhaustividad</translation>
  </message>
  <message>
    <source>±: half a bootstrap interval of 95 %, 200 resamples.</source>
    <translation>±: la mitad de un intervalo bootstrap del 95 %, con 200 remuestreos.</translation>
  </message>
  <message>
    <source>what it says</source>
    <translation>qué dice</translation>
  </message>
  <message>
    <source>source</source>
    <translation>fuente</translation>
  </message>
  <message>
    <source>Name a model, or --benchmark DATA.</source>
    <translation>Indica un modelo, o --benchmark DATOS.</translation>
  </message>
  <message>
    <source>Choose another model; `gen-explorer anomaly --scores` says what each score needs.</source>
    <translation>Elige otro modelo; `gen-explorer anomaly --scores` dice qué necesita cada puntuación.</translation>
  </message>
  <message>
    <source>{problem}: {normal} normal, {abnormal} abnormal pictures</source>
    <translation>{problem}: {normal} imágenes normales, {abnormal} anómalas</translation>
  </message>
  <message>
    <source>Stopped; nothing was written.</source>
    <translation>Detenido; no se ha escrito nada.</translation>
  </message>
  <message>
    <source>Id of a model, a bundle's folder, or a run's folder.</source>
    <translation>Identificador de un modelo, carpeta de un paquete o carpeta de un entrenamiento.</translation>
  </message>
  <message>
    <source>Data set or folder of the normal pictures; the model's own.</source>
    <translation>Conjunto de datos o carpeta de las imágenes normales; por omisión, el del modelo.</translation>
  </message>
  <message>
    <source>Normal classes, as in bag or coat+shirt; all others.</source>
    <translation>Clases normales, como bag o coat+shirt; las demás son anómalas.</translation>
  </message>
  <message>
    <source>Abnormal classes, where not all others are.</source>
    <translation>Clases anómalas, si no lo son todas las demás.</translation>
  </message>
  <message>
    <source>Another data set or folder, whose pictures are abnormal.</source>
    <translation>Otro conjunto de datos o carpeta, cuyas imágenes son anómalas.</translation>
  </message>
  <message>
    <source>KIND or KIND=AMOUNT: damaged copies of the normal pictures are abnormal.</source>
    <translation>TIPO o TIPO=CANTIDAD: son anómalas las copias dañadas de las imágenes normales.</translation>
  </message>
  <message>
    <source>Score to use; repeatable. All quick ones that the model has.</source>
    <translation>Puntuación que se usa; repetible. Por omisión, todas las rápidas que tenga el modelo.</translation>
  </message>
  <message>
    <source>Pictures of each group at most; 0 takes all.</source>
    <translation>Imágenes de cada grupo como máximo; 0 las toma todas.</translation>
  </message>
  <message>
    <source>Where the line is drawn: f1, percentile, or cost.</source>
    <translation>Dónde se pone el umbral: f1, percentile o cost.</translation>
  </message>
  <message>
    <source>Share of the normal pictures below it.</source>
    <translation>Proporción de las imágenes normales por debajo de él.</translation>
  </message>
  <message>
    <source>Cost of a false alarm.</source>
    <translation>Coste de una falsa alarma.</translation>
  </message>
  <message>
    <source>Cost of a miss.</source>
    <translation>Coste de una omisión.</translation>
  </message>
  <message>
    <source>Score the pictures of this folder, whatever they are.</source>
    <translation>Puntúa las imágenes de esta carpeta, sean lo que sean.</translation>
  </message>
  <message>
    <source>File for the score of every picture.</source>
    <translation>Archivo para la puntuación de cada imagen.</translation>
  </message>
  <message>
    <source>Train and test small models on every one-class problem of DATA.</source>
    <translation>Entrena y prueba modelos pequeños en cada problema de una clase de los datos.</translation>
  </message>
  <message>
    <source>Seeds of the benchmark.</source>
    <translation>Semillas de la prueba.</translation>
  </message>
  <message>
    <source>What the benchmark trains: autoencoder or vae; repeatable.</source>
    <translation>Qué entrena la prueba: autoencoder o vae; repetible.</translation>
  </message>
  <message>
    <source>Folder for the benchmark's table.</source>
    <translation>Carpeta para la tabla de la prueba.</translation>
  </message>
  <message>
    <source>List every score with its source, and end.</source>
    <translation>Enumera las puntuaciones con su fuente y termina.</translation>
  </message>
  <message>
    <source>Write KIND=AMOUNT, like gaussian=0.3, not {text}.</source>
    <translation>Escribe TIPO=CANTIDAD, como gaussian=0.3, y no {text}.</translation>
  </message>
  <message>
    <source>Stopped; the same command goes on with what {path} holds.</source>
    <translation>Detenido; la misma orden continúa con lo que contiene {path}.</translation>
  </message>
  <message>
    <source>Opening the model</source>
    <translation>Abriendo el modelo</translation>
  </message>
  <message>
    <source>Drawing the curves</source>
    <translation>Trazando las curvas</translation>
  </message>
  <message>
    <source>This model has no latent vector that a picture could be sent to.</source>
    <translation>Este modelo no tiene un vector latente al que enviar una imagen.</translation>
  </message>
  <message>
    <source>Choose a model with an encoder, or a generator.</source>
    <translation>Elige un modelo con codificador, o un generador.</translation>
  </message>
  <message>
    <source>Name a data set with classes, like fashion-mnist.</source>
    <translation>Indica un conjunto de datos con clases, como fashion-mnist.</translation>
  </message>
  <message>
    <source>Use a larger data set.</source>
    <translation>Usa un conjunto de datos más grande.</translation>
  </message>
  <message>
    <source>{data} has no classes to choose from.</source>
    <translation>{data} no tiene clases entre las que elegir.</translation>
  </message>
  <message>
    <source>{model}, seed {seed}, normal: {name}</source>
    <translation>{model}, semilla {seed}, normal: {name}</translation>
  </message>
  <message>
    <source>There is no model called {name} here.</source>
    <translation>Aquí no hay ningún modelo llamado {name}.</translation>
  </message>
  <message>
    <source>The models are: {names}.</source>
    <translation>Los modelos son: {names}.</translation>
  </message>
  <message>
    <source>No false alarm.</source>
    <translation>Ninguna falsa alarma.</translation>
  </message>
  <message>
    <source>No miss.</source>
    <translation>Ninguna omisión.</translation>
  </message>
  <message>
    <source>{count} normal pictures are called abnormal.</source>
    <translation>{count} imágenes normales se dan por anómalas.</translation>
  </message>
  <message>
    <source>{count} abnormal pictures are called normal.</source>
    <translation>{count} imágenes anómalas se dan por normales.</translation>
  </message>
  <message>
    <source>bars</source>
    <translation>barras</translation>
  </message>
  <message>
    <source>Number of bars</source>
    <translation>Número de barras</translation>
  </message>
  <message>
    <source>Wide bars hide detail, narrow ones show chance.</source>
    <translation>Las barras anchas ocultan detalles; las estrechas muestran el azar.</translation>
  </message>
  <message>
    <source>Results</source>
    <translation>Resultados</translation>
  </message>
  <message>
    <source>Clear the plots</source>
    <translation>Vaciar las gráficas</translation>
  </message>
  <message>
    <source>Takes all results from the plots.</source>
    <translation>Quita todos los resultados de las gráficas.</translation>
  </message>
  <message>
    <source>Histogram of the scores</source>
    <translation>Histograma de las puntuaciones</translation>
  </message>
  <message>
    <source>How many normal and abnormal pictures have each score. Drag the line to move the threshold; point at a bar to see its pictures.</source>
    <translation>Cuántas imágenes normales y anómalas tienen cada puntuación. Arrastra la línea para mover el umbral; señala una barra para ver sus imágenes.</translation>
  </message>
  <message>
    <source>called normal</source>
    <translation>dadas por normales</translation>
  </message>
  <message>
    <source>called abnormal</source>
    <translation>dadas por anómalas</translation>
  </message>
  <message>
    <source>Every threshold is a point: how many abnormal pictures are caught at how many false alarms. The diagonal is chance. Click to put the threshold there.</source>
    <translation>Cada umbral es un punto: cuántas imágenes anómalas se detectan con cuántas falsas alarmas. La diagonal es el azar. Un clic pone ahí el umbral.</translation>
  </message>
  <message>
    <source>How many of the alarms are right, over how many abnormal pictures are caught. The dashed line is chance: the share of abnormal pictures.</source>
    <translation>Cuántas de las alarmas son acertadas, según cuántas imágenes anómalas se detectan. La línea discontinua es el azar: la proporción de imágenes anómalas.</translation>
  </message>
  <message>
    <source>Errors, with maps of where they lie</source>
    <translation>Errores, con mapas de dónde están</translation>
  </message>
  <message>
    <source>Left the picture, right a map of where the score finds its error, bright where it is large. A click sends the picture to the latent window.</source>
    <translation>A la izquierda la imagen; a la derecha, un mapa de dónde la puntuación encuentra el error, claro donde es grande. Un clic envía la imagen a la ventana latente.</translation>
  </message>
  <message>
    <source>ROC</source>
    <translation>ROC</translation>
  </message>
  <message>
    <source>false positive rate</source>
    <translation>tasa de falsos positivos</translation>
  </message>
  <message>
    <source>Precision and recall</source>
    <translation>Precisión y exhaustividad</translation>
  </message>
  <message>
    <source>Choose an example, or a question of your own, and press “Score”.</source>
    <translation>Elige un ejemplo, o plantea tu propia pregunta, y pulsa «Puntuar».</translation>
  </message>
  <message>
    <source>below {value}</source>
    <translation>por debajo de {value}</translation>
  </message>
  <message>
    <source>from {value}</source>
    <translation>desde {value}</translation>
  </message>
  <message>
    <source>shares</source>
    <translation>proporción</translation>
  </message>
  <message>
    <source>Each group's bars add up to 100 %, so that groups of different size compare. Off: numbers of pictures.</source>
    <translation>Las barras de cada grupo suman 100 %, para poder comparar grupos de distinto tamaño. Sin marcar: número de imágenes.</translation>
  </message>
  <message>
    <source>log</source>
    <translation>log</translation>
  </message>
  <message>
    <source>A logarithmic height: single pictures in the tails can be seen.</source>
    <translation>Altura logarítmica: se ven imágenes sueltas en las colas.</translation>
  </message>
  <message>
    <source>by class</source>
    <translation>por clase</translation>
  </message>
  <message>
    <source>One outline for each class: which of the abnormal ones are hard to find?</source>
    <translation>Un contorno por clase: ¿cuáles de las anómalas son difíciles de encontrar?</translation>
  </message>
  <message>
    <source>Worst false alarms</source>
    <translation>Peores falsas alarmas</translation>
  </message>
  <message>
    <source>The normal pictures with the highest scores, and where their error lies.</source>
    <translation>Las imágenes normales con mayor puntuación, y dónde está su error.</translation>
  </message>
  <message>
    <source>Worst misses</source>
    <translation>Peores omisiones</translation>
  </message>
  <message>
    <source>The abnormal pictures with the lowest scores, and where their error lies.</source>
    <translation>Las imágenes anómalas con menor puntuación, y dónde está su error.</translation>
  </message>
  <message>
    <source>normal</source>
    <translation>normal</translation>
  </message>
  <message>
    <source>abnormal</source>
    <translation>anómala</translation>
  </message>
  <message>
    <source>{kind}, abnormal, but its score is only {value}.</source>
    <translation>{kind}: anómala, pero su puntuación es solo {value}.</translation>
  </message>
  <message>
    <source>{kind}, normal, but its score is {value}.</source>
    <translation>{kind}: normal, pero su puntuación es {value}.</translation>
  </message>
  <message>
    <source>normal: {count}</source>
    <translation>normales: {count}</translation>
  </message>
  <message>
    <source>abnormal: {count}</source>
    <translation>anómalas: {count}</translation>
  </message>
  <message>
    <source>A click sends it to the latent window.</source>
    <translation>Un clic la envía a la ventana latente.</translation>
  </message>
  <message>
    <source>A folder of pictures</source>
    <translation>Una carpeta de imágenes</translation>
  </message>
  <message>
    <source>Score</source>
    <translation>Puntuar</translation>
  </message>
  <message>
    <source>Ready example</source>
    <translation>Ejemplo preparado</translation>
  </message>
  <message>
    <source>Model</source>
    <translation>Modelo</translation>
  </message>
  <message>
    <source>Scores</source>
    <translation>Puntuaciones</translation>
  </message>
  <message>
    <source>Normal</source>
    <translation>Normal</translation>
  </message>
  <message>
    <source>Abnormal</source>
    <translation>Anómalo</translation>
  </message>
  <message>
    <source>Pictures of each group</source>
    <translation>Imágenes por grupo</translation>
  </message>
  <message>
    <source>Choose a folder</source>
    <translation>Elegir una carpeta</translation>
  </message>
  <message>
    <source>Detectors that work and some that famously fail, computed here and now.</source>
    <translation>Detectores que funcionan y otros cuyo fracaso es célebre, calculados aquí y ahora.</translation>
  </message>
  <message>
    <source>Whose scores are used. What a model can do decides which scores it has.</source>
    <translation>De quién son las puntuaciones. Lo que un modelo sabe hacer decide qué puntuaciones tiene.</translation>
  </message>
  <message>
    <source>How abnormal a picture is, in several ways. Each button tells its source.</source>
    <translation>Lo anómala que es una imagen, de varias maneras. Cada botón indica su fuente.</translation>
  </message>
  <message>
    <source>Normal data</source>
    <translation>Datos normales</translation>
  </message>
  <message>
    <source>Normal pictures: learned from by some scores, and tested with held-out ones.</source>
    <translation>Imágenes normales: de ellas aprenden algunas puntuaciones; se prueba con otras reservadas.</translation>
  </message>
  <message>
    <source>Normal classes</source>
    <translation>Clases normales</translation>
  </message>
  <message>
    <source>One class against the rest, or several: what is to count as normal.</source>
    <translation>Una clase frente al resto, o varias: lo que cuenta como normal.</translation>
  </message>
  <message>
    <source>Where abnormal pictures come from. None of them is ever learned from.</source>
    <translation>De dónde vienen las imágenes anómalas. De ninguna de ellas se aprende.</translation>
  </message>
  <message>
    <source>Abnormal data</source>
    <translation>Datos anómalos</translation>
  </message>
  <message>
    <source>A data set whose pictures are abnormal, brought into the model's shape.</source>
    <translation>Un conjunto de datos cuyas imágenes son anómalas, adaptadas a la forma del modelo.</translation>
  </message>
  <message>
    <source>Folder of abnormal pictures</source>
    <translation>Carpeta de imágenes anómalas</translation>
  </message>
  <message>
    <source>Every picture in this folder counts as abnormal.</source>
    <translation>Todas las imágenes de esta carpeta cuentan como anómalas.</translation>
  </message>
  <message>
    <source>The abnormal pictures are the normal ones, damaged like this.</source>
    <translation>Las imágenes anómalas son las normales, dañadas así.</translation>
  </message>
  <message>
    <source>Amount of damage</source>
    <translation>Cantidad de daño</translation>
  </message>
  <message>
    <source>How strong the damage is, by its own measure.</source>
    <translation>Lo fuerte que es el daño, en su propia medida.</translation>
  </message>
  <message>
    <source>At most so many normal and so many abnormal pictures, evenly spread; 0: all.</source>
    <translation>Como máximo tantas imágenes normales y tantas anómalas, repartidas por igual; 0: todas.</translation>
  </message>
  <message>
    <source>Scores every picture of both groups and adds the result to the plots.</source>
    <translation>Puntúa todas las imágenes de ambos grupos y añade el resultado a las gráficas.</translation>
  </message>
  <message>
    <source>Stops scoring; earlier results stay.</source>
    <translation>Deja de puntuar; los resultados anteriores se conservan.</translation>
  </message>
  <message>
    <source>How many are scored</source>
    <translation>Cuántas están puntuadas</translation>
  </message>
  <message>
    <source>Whether pictures of this class are normal.</source>
    <translation>Si las imágenes de esta clase son normales.</translation>
  </message>
  <message>
    <source>A folder…</source>
    <translation>Una carpeta…</translation>
  </message>
  <message>
    <source>All other classes</source>
    <translation>Las demás clases</translation>
  </message>
  <message>
    <source>Another data set</source>
    <translation>Otro conjunto de datos</translation>
  </message>
  <message>
    <source>A folder</source>
    <translation>Una carpeta</translation>
  </message>
  <message>
    <source>Damaged copies</source>
    <translation>Copias dañadas</translation>
  </message>
  <message>
    <source>Your own question</source>
    <translation>Tu propia pregunta</translation>
  </message>
  <message>
    <source>What the threshold does</source>
    <translation>Lo que hace el umbral</translation>
  </message>
  <message>
    <source>Precision: of those called abnormal, how many are. Recall: of the abnormal ones, how many are caught. False positive rate: of the normal ones, how many raise an alarm. F1: the harmonic mean of the first two. Which error is worse depends on what it costs, not on the detector.</source>
    <translation>Precisión: de las dadas por anómalas, cuántas lo son. Exhaustividad: de las anómalas, cuántas se detectan. Tasa de falsos positivos: de las normales, cuántas dan una alarma. F1: la media armónica de las dos primeras. Qué error es peor depende de lo que cueste, no del detector.</translation>
  </message>
  <message>
    <source>Recall</source>
    <translation>Exhaustividad</translation>
  </message>
  <message>
    <source>False positive rate</source>
    <translation>Falsos positivos</translation>
  </message>
  <message>
    <source>F1</source>
    <translation>F1</translation>
  </message>
  <message>
    <source>{ratios}; {caught} caught, {missed} missed, {alarms} false alarms</source>
    <translation>{ratios}; {caught} detectadas, {missed} omitidas, {alarms} falsas alarmas</translation>
  </message>
  <message>
    <source>Threshold by</source>
    <translation>Umbral por</translation>
  </message>
  <message>
    <source>false alarm</source>
    <translation>falsa alarma</translation>
  </message>
  <message>
    <source>miss</source>
    <translation>omisión</translation>
  </message>
  <message>
    <source>Where precision and recall together are best. It needs to know what is what.</source>
    <translation>Donde precisión y exhaustividad juntas son mejores. Necesita saber qué es cada imagen.</translation>
  </message>
  <message>
    <source>percentile</source>
    <translation>percentil</translation>
  </message>
  <message>
    <source>So that this share of the normal pictures passes: all that can be done before an abnormal picture was ever seen.</source>
    <translation>De modo que pase esta proporción de las imágenes normales: lo único posible antes de haber visto una anómala.</translation>
  </message>
  <message>
    <source>cost</source>
    <translation>coste</translation>
  </message>
  <message>
    <source>Where all false alarms and misses together cost least.</source>
    <translation>Donde todas las falsas alarmas y omisiones juntas cuestan menos.</translation>
  </message>
  <message>
    <source>Percentile</source>
    <translation>Percentil</translation>
  </message>
  <message>
    <source>Share of the normal pictures below the threshold.</source>
    <translation>Proporción de las imágenes normales por debajo del umbral.</translation>
  </message>
  <message>
    <source>Cost of a false alarm</source>
    <translation>Coste de una falsa alarma</translation>
  </message>
  <message>
    <source>What it costs to stop a normal one.</source>
    <translation>Lo que cuesta detener una normal.</translation>
  </message>
  <message>
    <source>Cost of a miss</source>
    <translation>Coste de una omisión</translation>
  </message>
  <message>
    <source>What it costs to let an abnormal one pass.</source>
    <translation>Lo que cuesta dejar pasar una anómala.</translation>
  </message>
  <message>
    <source>AUROC: how likely an abnormal picture scores above a normal one; one half knows nothing. In brackets: 95 % of the bootstrap's resamples.</source>
    <translation>AUROC: la probabilidad de que una imagen anómala puntúe más que una normal; un medio es no saber nada. Entre paréntesis: el 95 % de los remuestreos bootstrap.</translation>
  </message>
  <message>
    <source>as normal</source>
    <translation>como normal</translation>
  </message>
  <message>
    <source>as abnormal</source>
    <translation>como anómala</translation>
  </message>
  <message>
    <source>Score the training pictures too.</source>
    <translation>Puntúa también las imágenes de entrenamiento.</translation>
  </message>
  <message>
    <source>The latent of this picture is set: walk on from it in Explore.</source>
    <translation>El latente de esta imagen está puesto: sigue desde él en Explorar.</translation>
  </message>
  <message>
    <source>One normal picture is too little to learn from.</source>
    <translation>Una imagen normal es muy poco para aprender de ella.</translation>
  </message>
  <message>
    <source>Scoring one picture</source>
    <translation>Puntuando una imagen</translation>
  </message>
  <message>
    <source>One normal picture is called abnormal.</source>
    <translation>Una imagen normal se da por anómala.</translation>
  </message>
  <message>
    <source>One abnormal picture is called normal.</source>
    <translation>Una imagen anómala se da por normal.</translation>
  </message>
  <message>
    <source>Nothing was scored yet.</source>
    <translation>Todavía no se ha puntuado nada.</translation>
  </message>
  <message>
    <source>The pictures are being scored.</source>
    <translation>Se están puntuando las imágenes.</translation>
  </message>
</context>
</TS>
